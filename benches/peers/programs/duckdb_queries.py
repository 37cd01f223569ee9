"""Three queries of DuckDB; that about times names no claim, only the story.  duckdb_queries.py TABLES"""

import json
import sys

import duckdb

folder = sys.argv[1]
database = duckdb.connect()
database.execute("SET threads = 2")


def load(table, *columns):
    types = {name: "INT" if name in ("least", "most", "first", "last") else "VARCHAR" for name in columns}
    database.execute(
        f"CREATE TABLE {table} AS FROM read_csv('{folder}/{table}.tsv', delim = '\t', header = false, quote = '', "
        f"auto_detect = false, columns = {types})"
    )


def number(query):
    return database.execute(query).fetchone()[0]


def values():
    load("v", "claim", "source", "event", "role", "value")
    load("a", "name", "other")
    load("p", "place", "holder")
    database.execute("""
      CREATE TABLE root AS WITH RECURSIVE r(name, other) AS (
        FROM a UNION ALL SELECT r.name, a.other FROM r JOIN a ON a.name = r.other)
        SELECT r.name, r.other FROM r ANTI JOIN a ON a.name = r.other;
      CREATE TABLE inside AS WITH RECURSIVE r(place, holder) AS (
        FROM p UNION SELECT r.place, p.holder FROM r JOIN p ON p.place = r.holder) FROM r;
      CREATE TABLE said AS SELECT claim, event, role, coalesce(root.other, v.value) AS value FROM v LEFT JOIN root ON root.name = v.value;
      CREATE TABLE quarrel AS
        SELECT event, role, list(claim ORDER BY claim) AS claims, list(DISTINCT value) AS accounts
          FROM said WHERE role <> 'place' GROUP BY event, role HAVING min(value) <> max(value)
        UNION ALL
        SELECT event, 'place', list(DISTINCT claim), list(DISTINCT value) FROM (
          SELECT one.event, unnest([one.claim, two.claim]) AS claim, unnest([one.value, two.value]) AS value
            FROM said one JOIN said two ON one.event = two.event AND one.value < two.value
            WHERE one.role = 'place' AND two.role = 'place'
              AND NOT EXISTS (FROM inside WHERE place = one.value AND holder = two.value)
              AND NOT EXISTS (FROM inside WHERE place = two.value AND holder = one.value)) GROUP BY event""")
    return number("SELECT count(*) FROM quarrel")


def states():
    load("s", "claim", "source", "person", "state", "first", "last")
    database.execute("""
      CREATE TABLE clash AS SELECT held.claim AS one, free.claim AS other, person
        FROM s held JOIN s free USING (person)
        WHERE held.state = 'custody' AND free.state = 'liberty' AND held.first <= free.last AND free.first <= held.last""")
    return number("SELECT count(*) FROM clash")


def stories():
    load("d", "claim", "source", "event", "least", "most")
    load("r", "claim", "source", "one", "other", "least", "most")
    database.execute("""
      CREATE TABLE edge AS SELECT story, start, stop, min(most) AS most FROM (
        SELECT substr(event, 2)::INT // 10 AS story, 'day 0' AS start, event AS stop, most FROM d
        UNION ALL SELECT substr(event, 2)::INT // 10, event, 'day 0', -least FROM d
        UNION ALL SELECT substr(one, 2)::INT // 10, one, other, most FROM r
        UNION ALL SELECT substr(one, 2)::INT // 10, other, one, -least FROM r) GROUP BY ALL""")
    # Bellman and Ford: what still shrinks after as many rounds as there are nodes stands on a circle.
    return number("""
      WITH RECURSIVE reach(story, node, distance, round) USING KEY (story, node) AS (
        SELECT DISTINCT story, stop, 0::BIGINT, 0 FROM edge
        UNION
        SELECT edge.story, edge.stop, min(reach.distance + edge.most), max(reach.round) + 1
          FROM reach JOIN edge ON reach.story = edge.story AND reach.node = edge.start
          JOIN recurring.reach AS known ON known.story = edge.story AND known.node = edge.stop
          WHERE reach.round < 12 AND reach.distance + edge.most < known.distance GROUP BY edge.story, edge.stop)
      SELECT count(DISTINCT story) FROM reach WHERE round >= 12""")


print(json.dumps({"value": values(), "temporal": stories(), "state": states()}))
