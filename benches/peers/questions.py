"""What the solvers of times are asked: everything that a workload says of days, ready made for each of them.

  times.lp    facts for clingo-dl
  times.smt2  named assertions for z3
"""


def rows(tables, kind):
    with open(tables / f"{kind}.tsv") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def write(tables, folder):
    dates, relations = list(rows(tables, "d")), list(rows(tables, "r"))
    with open(folder / "times.lp", "w") as out:
        out.writelines(f"d({event},{least},{most}).\n" for _, _, event, least, most in dates)
        out.writelines(f"r({one},{other},{least},{most}).\n" for _, _, one, other, least, most in relations)
    events = {row[2] for row in dates} | {event for row in relations for event in row[2:4]}
    with open(folder / "times.smt2", "w") as out:
        out.write("(set-option :produce-unsat-cores true)\n(set-logic QF_IDL)\n(declare-const zero Int)\n")
        out.writelines(f"(declare-const {event} Int)\n" for event in sorted(events))
        for claim, _, event, least, most in dates:
            out.write(between(claim, "zero", event, least, most))
        for claim, _, one, other, least, most in relations:
            out.write(between(claim, one, other, least, most))
        out.write("(check-sat)\n(get-unsat-core)\n")


def between(claim, one, other, least, most):
    apart = f"(- {other} {one})"
    return f"(assert (! (and (>= {apart} {number(least)}) (<= {apart} {number(most)})) :named {claim}))\n"


def number(text):
    return f"(- {text[1:]})" if text.startswith("-") else text
