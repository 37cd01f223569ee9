//! The solver against a search over all values on a grid, which shares no code with it.

use proptest::prelude::*;

use super::*;

const HOURS: i64 = 3_600;
/// All distances are multiples of this.
const UNIT: i64 = 6 * HOURS;
/// Three instants can have three fractions of a unit and none, so quarters of it show every order, strict or not.
const GRID: i64 = UNIT / 4;

/// A calendar of long months and of months of one day by turns. A day that a month does not have is its last or the first after it.
fn months_by_turns(long: i64, day: i64, months: i32) -> (i64, i64) {
    let both = long + 1;
    let (pair, rest) = (day.div_euclid(both), day.rem_euclid(both));
    let (month, of_month) = if rest == long { (1, 0) } else { (0, rest) };
    let target = pair * 2 + month + i64::from(months);
    let (first, month) = (target.div_euclid(2) * both, target.rem_euclid(2));
    match (month, of_month) {
        (0, _) => (first + of_month, first + of_month),
        (_, 0) => (first + long, first + long),
        _ => (first + long, first + long + 1),
    }
}

fn most_by_turns(long: i64, months: i32) -> i64 {
    let (pairs, odd) = (i64::from(months) / 2 * (long + 1), months % 2);
    pairs + [-1, 0, long][usize::try_from(odd + 1).unwrap()]
}

/// How many days the long months of each calendar have.
const LONG: [i64; 2] = [3, 2];

static CALENDARS: [Calendar; 2] = [
    Calendar {
        add_months: |day, months| months_by_turns(LONG[0], day, months),
        period_days: LONG[0] + 1,
        days_at_most: |months| most_by_turns(LONG[0], months),
    },
    Calendar {
        add_months: |day, months| months_by_turns(LONG[1], day, months),
        period_days: LONG[1] + 1,
        days_at_most: |months| most_by_turns(LONG[1], months),
    },
];

/// Values that are allowed, in units.
fn allowed(set: usize) -> Allowed {
    let stretches = |units: &[(i64, i64)]| {
        Allowed::Stretches(units.iter().map(|(a, b)| (a * UNIT, b * UNIT)).collect())
    };
    match set {
        0 => stretches(&[(1, 3), (5, 6), (10, 12)]),
        1 => stretches(&[(4, 8), (9, 10)]),
        2 => Allowed::Again {
            start: UNIT,
            length: 2 * UNIT,
            period: 2 * DAY_SECONDS,
        },
        _ => Allowed::Again {
            start: -UNIT,
            length: UNIT,
            period: DAY_SECONDS,
        },
    }
}

/// The stretches of a set from before 0 to past all that the search tries, in grid steps.
fn stretches(set: usize) -> Vec<(i64, i64)> {
    match allowed(set) {
        Allowed::Stretches(stretches) => stretches
            .into_iter()
            .map(|(a, b)| (a / GRID, b / GRID))
            .collect(),
        Allowed::Again {
            start,
            length,
            period,
        } => (-2..60)
            .map(|n| (start + n * period, start + n * period + length))
            .map(|(a, b)| (a / GRID, b / GRID))
            .collect(),
    }
}

/// A constraint as drawn; nodes 0 to 2 are instants, 3 and 4 days.
#[derive(Debug, Clone, Copy)]
enum Drawn {
    Shift(u32, u32, i64, bool),
    Months(u32, u32, i32, u8, bool),
    Most(u32, i64, bool),
    Least(u32, i64, bool),
    Allowed(u32, usize),
    /// Both in one stretch, the second perhaps at its end.
    Both(u32, u32, usize),
}

fn drawn(bounds: bool, months: bool) -> impl Strategy<Value = Drawn> {
    let shift = (0..5u32, 0..5u32, -8..=8i64, any::<bool>())
        .prop_map(|(from, to, units, strict)| Drawn::Shift(from, to, units, strict));
    let month = (0..5u32, 0..5u32, -2..=2i32, 0..2u8, any::<bool>()).prop_map(
        |(from, to, months, calendar, back)| Drawn::Months(from, to, months, calendar, back),
    );
    let bound = (0..5u32, 0..=12i64, any::<bool>(), any::<bool>()).prop_map(
        |(node, units, strict, upper)| {
            if upper {
                Drawn::Most(node, units, strict)
            } else {
                Drawn::Least(node, units, strict)
            }
        },
    );
    // Without bounds nothing says where values are, so only what comes again may.
    let first = if bounds { 0 } else { 2 };
    let allowed = (0..3u32, first..4usize).prop_map(|(node, set)| Drawn::Allowed(node, set));
    let both =
        (0..3u32, 0..3u32, first..4usize).prop_map(|(from, to, set)| Drawn::Both(from, to, set));
    prop_oneof![
        4 => shift,
        1 => allowed,
        1 => both,
        u32::from(months) => month,
        u32::from(bounds) * 3 => bound,
    ]
}

/// Days 3 and 4 hold instants 0 and 1, by themselves; the other constraints have a cause each, two share one.
fn build(drawn: &[Drawn], boxed: bool) -> Network {
    let mut network = Network::new(&CALENDARS);
    let nodes: Vec<NodeId> = (0..3)
        .map(|_| network.add_instant())
        .chain([])
        .collect::<Vec<_>>();
    let days = [network.add_day(), network.add_day()];
    for (instant, day) in nodes.iter().zip(days) {
        network.add_edge(*instant, day, Step::Shift(Moment::default()), None);
        let within = Step::Shift(Moment::before(DAY_SECONDS));
        network.add_edge(day, *instant, within, None);
    }
    if boxed {
        for node in 0..5 {
            network.at_least(NodeId(node), Moment::at(0), None);
            network.at_most(NodeId(node), Moment::at(12 * UNIT), None);
        }
    }
    for (at, constraint) in drawn.iter().enumerate() {
        let cause = Some(Cause::new(u32::try_from(at).unwrap()));
        let mark = |strict: bool| i32::from(strict);
        match *constraint {
            Drawn::Shift(from, to, units, strict) => {
                let shift = Moment {
                    seconds: units * UNIT,
                    strict: -mark(strict),
                };
                network.add_edge(NodeId(from), NodeId(to), Step::Shift(shift), cause);
            }
            Drawn::Months(from, to, months, calendar, back) => {
                let step = if back {
                    Step::MonthsBack(months, CalendarId(calendar))
                } else {
                    Step::Months(months, CalendarId(calendar))
                };
                network.add_edge(NodeId(from), NodeId(to), step, cause);
            }
            Drawn::Most(node, units, strict) => {
                let value = Moment {
                    seconds: units * UNIT,
                    strict: -mark(strict),
                };
                network.at_most(NodeId(node), value, cause);
            }
            Drawn::Least(node, units, strict) => {
                let value = Moment {
                    seconds: units * UNIT,
                    strict: mark(strict),
                };
                network.at_least(NodeId(node), value, cause);
            }
            Drawn::Allowed(node, set) => {
                network.allow(NodeId(node), allowed(set), cause);
                bound_by_hull(&mut network, NodeId(node), NodeId(node), set, cause);
            }
            Drawn::Both(from, to, set) => {
                network.allow_both(NodeId(from), NodeId(to), allowed(set), cause);
                bound_by_hull(&mut network, NodeId(from), NodeId(to), set, cause);
            }
        }
    }
    network
}

/// Stretches that do not come again keep a value in only with the bounds around them.
fn bound_by_hull(
    network: &mut Network,
    from: NodeId,
    to: NodeId,
    set: usize,
    cause: Option<Cause>,
) {
    let Allowed::Stretches(stretches) = allowed(set) else {
        return;
    };
    let (first, last) = (stretches.first().unwrap().0, stretches.last().unwrap().1);
    network.at_least(from, Moment::at(first), cause);
    network.at_most(from, Moment::before(last), cause);
    network.at_most(to, Moment::at(last), cause);
}

/// Whether values (in grid steps) satisfy a constraint, as far as they are set.
fn holds(constraint: Drawn, x: &[Option<i64>; 5]) -> bool {
    let per_unit = UNIT / GRID;
    let per_day = DAY_SECONDS / GRID;
    match constraint {
        Drawn::Shift(from, to, units, strict) => match (x[from as usize], x[to as usize]) {
            (Some(u), Some(v)) => v - u < units * per_unit || !strict && v - u == units * per_unit,
            _ => true,
        },
        Drawn::Months(from, to, months, calendar, back) => match (x[from as usize], x[to as usize])
        {
            (Some(u), Some(v)) => {
                let (u, v) = (u.div_euclid(per_day), v.div_euclid(per_day));
                let long = LONG[usize::from(calendar)];
                if back {
                    months_by_turns(long, v, months).0 <= u
                } else {
                    v <= months_by_turns(long, u, months).1
                }
            }
            _ => true,
        },
        Drawn::Most(node, units, strict) => x[node as usize]
            .is_none_or(|v| v < units * per_unit || !strict && v == units * per_unit),
        Drawn::Least(node, units, strict) => x[node as usize]
            .is_none_or(|v| v > units * per_unit || !strict && v == units * per_unit),
        Drawn::Allowed(node, set) => x[node as usize].is_none_or(|v| {
            let stretches = stretches(set);
            stretches.iter().any(|(start, end)| *start <= v && v < *end)
        }),
        Drawn::Both(from, to, set) => x[from as usize].zip(x[to as usize]).is_none_or(|(u, v)| {
            let mut stretches = stretches(set).into_iter();
            stretches.any(|(start, end)| start <= u && u < end && v <= end)
        }),
    }
}

/// Whether any values from 0 to `end` grid steps satisfy everything.
fn brute(constraints: &[Drawn], end: i64) -> bool {
    fn extend(at: usize, x: &mut [Option<i64>; 5], constraints: &[Drawn], end: i64) -> bool {
        // Days first: they are few, and prune the instants.
        const ORDER: [usize; 5] = [3, 4, 0, 1, 2];
        let Some(node) = ORDER.get(at).copied() else {
            return true;
        };
        let per_day = DAY_SECONDS / GRID;
        let step = if node >= 3 { per_day } else { 1 };
        let mut value = 0;
        while value <= end {
            x[node] = Some(value);
            let in_day = node >= 3 || node == 2 || {
                let day = x[node + 3].unwrap_or_default();
                day <= value && value < day + per_day
            };
            if in_day
                && constraints.iter().all(|c| holds(*c, x))
                && extend(at + 1, x, constraints, end)
            {
                return true;
            }
            value += step;
        }
        x[node] = None;
        false
    }
    extend(0, &mut [None; 5], constraints, end)
}

fn all_causes(count: usize) -> Vec<Cause> {
    (0..u32::try_from(count).unwrap()).map(Cause::new).collect()
}

/// Recomputes every step of a conflict from the network's own constraints.
fn assert_exact(network: &Network, conflict: &Conflict) {
    for pair in conflict.walk.windows(2) {
        let By::Edge(edge) = pair[1].by else {
            panic!("a bound within a walk")
        };
        let value = network.follow(edge.0, step::Side::Upper, pair[0].value);
        let edge = network.edge(edge);
        assert_eq!((edge.from, edge.to), (pair[0].node, pair[1].node));
        assert_eq!(value, pair[1].value);
    }
    let (first, last) = (
        conflict.walk.first().unwrap(),
        conflict.walk.last().unwrap(),
    );
    match conflict.closing {
        Closing::Below { value, .. } => assert!(last.value < value),
        Closing::Circle => assert!(first.node == last.node && last.value < first.value),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn agrees_with_a_search_over_all_values(
        constraints in proptest::collection::vec(drawn(true, true), 0..9),
    ) {
        let network = build(&constraints, true);
        let causes = all_causes(constraints.len());
        let end = 12 * (UNIT / GRID);
        prop_assert_eq!(network.conflict(&causes), network.solve(&causes).err().map(|found| *found));
        match network.solve(&causes) {
            Ok(_) => prop_assert!(brute(&constraints, end)),
            Err(conflict) => {
                assert_exact(&network, &conflict);
                let kept: Vec<Drawn> =
                    conflict.causes().iter().map(|c| constraints[c.number() as usize]).collect();
                prop_assert!(!brute(&kept, end));
            }
        }
    }

    #[test]
    fn parts_solved_in_place_are_solved_as_by_a_search(
        constraints in proptest::collection::vec(drawn(true, true), 0..9),
        boxed in any::<bool>(),
    ) {
        let network = build(&constraints, boxed);
        let settled = network.settled();
        for (number, part) in (0..).zip(settled.parts().iter()) {
            let values = part.nodes.iter().map(|node| Some((*node, settled.values(*node)?)));
            let values: Option<Vec<_>> = values.collect();
            let searched = network.solve(part.causes).ok();
            prop_assert_eq!(settled.torn().contains(&number), searched.is_none());
            if part.causes.is_empty() {
                continue;
            }
            let bounded = |(_, values): (NodeId, Values)| values.earliest.and(values.latest).is_some();
            let expected = searched.map(|found| match found.values().all(bounded) {
                // The greatest values are as good as any.
                true => (found.values())
                    .map(|(node, values)| (node, Values { free: values.latest.unwrap(), ..values }))
                    .collect::<Vec<_>>(),
                false => found.values().collect(),
            });
            prop_assert_eq!(values, expected);
        }
    }

    #[test]
    fn parts_are_what_edges_connect(
        edges in proptest::collection::vec((0..12u32, 0..12u32, 0..4u32), 0..12),
        nodes in 0..12u32,
    ) {
        let mut network = Network::default();
        (0..nodes).for_each(|_| { network.add_instant(); });
        for (from, to, cause) in &edges {
            let step = Step::Shift(Moment::at(0));
            network.add_edge(NodeId(*from), NodeId(*to), step, cause.checked_sub(1).map(Cause::new));
        }
        let known = edges.iter().filter(|(from, to, _)| *from.max(to) < nodes);
        // Named anew by the least that is connected, until nothing changes.
        let mut least: Vec<u32> = (0..nodes).collect();
        for _ in 0..nodes {
            for (from, to, _) in known.clone() {
                let both = least[*from as usize].min(least[*to as usize]);
                least[*from as usize] = both;
                least[*to as usize] = both;
            }
        }
        let parts = network.parts();
        let mut firsts: Vec<u32> = least.clone();
        firsts.sort_unstable();
        firsts.dedup();
        prop_assert_eq!(parts.len() as usize, firsts.len());
        for (part, first) in parts.iter().zip(firsts) {
            let own: Vec<NodeId> = (0..nodes).filter(|node| least[*node as usize] == first).map(NodeId).collect();
            let mut causes: Vec<Cause> = known
                .clone()
                .filter(|(from, ..)| least[*from as usize] == first)
                .filter_map(|(.., cause)| cause.checked_sub(1).map(Cause::new))
                .collect();
            causes.sort_unstable();
            causes.dedup();
            prop_assert_eq!(part.nodes, own.as_slice());
            prop_assert_eq!(part.causes, causes.as_slice());
            for node in own {
                prop_assert_eq!(parts.get(parts.of(node)), part);
            }
        }
    }

    #[test]
    fn circles_agree_with_a_search_over_all_values(
        constraints in proptest::collection::vec(drawn(false, false), 1..6),
    ) {
        let network = build(&constraints, false);
        let solved = network.solve(&all_causes(constraints.len()));
        let conflict = network.conflict(&all_causes(constraints.len()));
        prop_assert_eq!(conflict.as_ref(), solved.as_ref().err().map(|found| &**found));
        if let Err(conflict) = &solved {
            assert_exact(&network, conflict);
        }
        prop_assert_eq!(solved.is_ok(), brute(&constraints, 48 * (UNIT / GRID)));
    }

    #[test]
    fn dropping_and_taking_back_is_as_good_as_starting_anew(
        constraints in proptest::collection::vec(drawn(true, true), 1..12),
        toggles in proptest::collection::vec(0..12u32, 1..20),
        boxed in any::<bool>(),
    ) {
        let network = build(&constraints, boxed);
        let causes = all_causes(constraints.len());
        let mut search = Search::new(&network, &causes);
        let mut kept = causes.clone();
        for toggle in toggles {
            let cause = Cause::new(toggle % u32::try_from(constraints.len()).unwrap());
            if kept.contains(&cause) {
                kept.retain(|other| *other != cause);
                search.change(&[cause], &[]);
            } else {
                kept.push(cause);
                search.change(&[], &[cause]);
            }
            let found = search.conflict();
            prop_assert_eq!(found.is_some(), network.solve(&kept).is_err());
            if let Some(conflict) = found {
                prop_assert!(conflict.causes().iter().all(|c| kept.contains(c)));
                prop_assert!(network.solve(&conflict.causes()).is_err());
            }
            for through in &kept {
                match search.conflict_through(&[*through]) {
                    Some(found) => prop_assert!(network.solve(&found).is_err()),
                    None => prop_assert!(no_minimal_conflict_with(&network, &kept, *through)),
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn regions_hold_all_conflicts_of_a_cause(
        constraints in proptest::collection::vec(drawn(true, false), 1..9),
        dropped in 0..9u32,
        boxed in any::<bool>(),
    ) {
        let network = build(&constraints, boxed);
        let causes = all_causes(constraints.len());
        let mut search = Search::new(&network, &causes);
        search.region(&causes[..1]);
        search.change(&[Cause::new(dropped)], &[]);
        let kept: Vec<Cause> = causes.into_iter().filter(|c| c.number() != dropped).collect();
        for through in &kept {
            // More than half is everything.
            let region = search.region(&[*through]).unwrap_or_else(|| kept.clone());
            let around = search.around(&[*through]);
            for bits in 0..1u32 << kept.len() {
                let chosen = kept.iter().enumerate();
                let set: Vec<Cause> =
                    chosen.filter(|(at, _)| bits >> at & 1 == 1).map(|(_, c)| *c).collect();
                if set.contains(through) && is_minimal(&network, &set) {
                    prop_assert!(set.iter().all(|cause| region.contains(cause)));
                    prop_assert!(set.iter().all(|cause| around.contains(cause)));
                }
            }
        }
    }

    #[test]
    fn ranges_are_exact(
        constraints in proptest::collection::vec(drawn(true, true), 0..8),
        node in 0..5u32,
    ) {
        let network = build(&constraints, true);
        let causes = all_causes(constraints.len());
        let end = 12 * (UNIT / GRID);
        if network.solve(&causes).is_ok() {
            let range = network.range(NodeId(node), &causes).unwrap();
            let with = |extra: Drawn| {
                let mut all = constraints.clone();
                all.push(extra);
                brute(&all, end)
            };
            // Bounds on the grid of units around the two ends.
            for units in 0..=12 {
                let at = Moment::at(units * UNIT);
                let below = with(Drawn::Most(node, units, false));
                prop_assert_eq!(below, range.earliest.is_none_or(|least| least <= at));
                let above = with(Drawn::Least(node, units, false));
                prop_assert_eq!(above, range.latest.is_none_or(|most| most >= at));
            }
        }
    }
}

/// Whether a set fails, and holds without any one of its causes.
fn is_minimal(network: &Network, set: &[Cause]) -> bool {
    let without = |gone: &Cause| -> Vec<Cause> {
        set.iter().copied().filter(|cause| cause != gone).collect()
    };
    network.solve(set).is_err() && set.iter().all(|gone| network.solve(&without(gone)).is_ok())
}

/// By all subsets: whether no set that holds without `cause` fails with it.
fn no_minimal_conflict_with(network: &Network, kept: &[Cause], cause: Cause) -> bool {
    let others: Vec<Cause> = kept.iter().copied().filter(|c| *c != cause).collect();
    (0..1u32 << others.len()).all(|bits| {
        let chosen = others.iter().enumerate();
        let mut set: Vec<Cause> = chosen
            .filter(|(at, _)| bits >> at & 1 == 1)
            .map(|(_, c)| *c)
            .collect();
        let alone = network.solve(&set).is_ok();
        set.push(cause);
        !alone || network.solve(&set).is_ok()
    })
}

/// An instant within a day of its own.
fn instant_and_day(network: &mut Network) -> (NodeId, NodeId) {
    let (instant, day) = (network.add_instant(), network.add_day());
    network.add_edge(instant, day, Step::Shift(Moment::default()), None);
    let within = Step::Shift(Moment::before(DAY_SECONDS));
    network.add_edge(day, instant, within, None);
    (instant, day)
}

/// Three hops of at most 13 hours, the same day, three more: at least `days` calendar days in all?
fn hops(days: i64) -> bool {
    let mut network = Network::default();
    let points: Vec<(NodeId, NodeId)> = (0..8).map(|_| instant_and_day(&mut network)).collect();
    let mut cause = 0;
    let mut next = || {
        cause += 1;
        Some(Cause::new(cause))
    };
    for at in [0, 1, 2, 4, 5, 6] {
        let shift = Step::Shift(Moment::at(13 * HOURS));
        network.add_edge(points[at].0, points[at + 1].0, shift, next());
    }
    let same = Step::Shift(Moment::default());
    network.add_edge(points[3].1, points[4].1, same, next());
    network.add_edge(points[4].1, points[3].1, same, next());
    let back = Step::Shift(Moment::day(-days));
    network.add_edge(points[7].1, points[0].1, back, next());
    network.solve(&network.causes()).is_ok()
}

#[test]
fn hours_are_summed_before_they_are_rounded() {
    assert!(hops(4));
    assert!(!hops(5));
}

#[test]
fn strict_orders_fit_into_a_day_but_not_into_a_circle() {
    let mut network = Network::default();
    let points: Vec<NodeId> = (0..20_000).map(|_| network.add_instant()).collect();
    network.at_least(points[0], Moment::at(0), Some(Cause::new(0)));
    network.at_most(
        points[19_999],
        Moment::before(DAY_SECONDS),
        Some(Cause::new(0)),
    );
    for pair in points.windows(2) {
        network.add_edge(
            pair[1],
            pair[0],
            Step::Shift(Moment::before(0)),
            Some(Cause::new(1)),
        );
    }
    assert!(network.solve(&network.causes()).is_ok());
    let same = Step::Shift(Moment::default());
    network.add_edge(points[0], points[19_999], same, Some(Cause::new(2)));
    let conflict = network.solve(&network.causes()).unwrap_err();
    assert_eq!(conflict.closing, Closing::Circle);
    assert_eq!(conflict.causes(), [Cause::new(1), Cause::new(2)]);
}

#[test]
fn a_fraction_of_a_day_that_is_rounded_away_is_no_contradiction() {
    let mut network = Network::default();
    let (instant, day) = instant_and_day(&mut network);
    let shift = Step::Shift(Moment::at(7 * HOURS));
    network.add_edge(day, instant, shift, Some(Cause::new(0)));
    network.at_most(instant, Moment::at(40 * HOURS), Some(Cause::new(1)));
    let solution = network.solve(&network.causes()).unwrap();
    assert_eq!(solution.latest(instant), Some(Moment::at(31 * HOURS)));
    network.at_least(instant, Moment::at(32 * HOURS), Some(Cause::new(2)));
    assert_eq!(
        network.solve(&network.causes()).unwrap_err().causes().len(),
        3
    );
}

#[test]
fn a_circle_of_months_is_found() {
    let mut network = Network::new(&CALENDARS);
    let (from, to) = (network.add_day(), network.add_day());
    network.add_edge(
        from,
        to,
        Step::Months(2, CalendarId(0)),
        Some(Cause::new(0)),
    );
    let back = Step::Shift(Moment::day(-4));
    network.add_edge(to, from, back, Some(Cause::new(1)));
    assert!(network.solve(&network.causes()).is_ok());
    network.add_edge(to, from, Step::Shift(Moment::day(-5)), Some(Cause::new(2)));
    let conflict = network.solve(&network.causes()).unwrap_err();
    assert_eq!(conflict.causes(), [Cause::new(0), Cause::new(2)]);
}

/// What two calendars count comes again only after a common period of theirs: a circle of both that falls from one day on may stop at
/// another.
#[test]
fn circles_of_months_of_two_calendars_agree_with_a_search() {
    let both = || (-2..=2).flat_map(|one| (-2..=2).map(move |other| (one, other)));
    let shifts = (-6..=6).flat_map(|days| [true, false].map(|back| (days, back)));
    for (days, back) in shifts {
        for (one, other) in both() {
            let mut network = Network::new(&CALENDARS);
            let nodes: Vec<NodeId> = (0..3).map(|_| network.add_day()).collect();
            let cause = Some(Cause::new(0));
            let step = match back {
                true => Step::MonthsBack(other, CalendarId(1)),
                false => Step::Months(other, CalendarId(1)),
            };
            network.add_edge(nodes[0], nodes[1], Step::Months(one, CalendarId(0)), cause);
            network.add_edge(nodes[1], nodes[2], step, cause);
            let shift = Step::Shift(Moment::day(days));
            network.add_edge(nodes[2], nodes[0], shift, cause);
            let fits = |a: i64, b: i64| match back {
                true => months_by_turns(LONG[1], a - days, other).0 <= b,
                false => a - days <= months_by_turns(LONG[1], b, other).1,
            };
            let latest = |a| months_by_turns(LONG[0], a, one).1;
            let holds = (0..12).any(|a| (a - 40..=latest(a)).any(|b| fits(a, b)));
            let solved = network.solve(&network.causes());
            assert_eq!(solved.is_ok(), holds, "{one} {other} {days} {back}");
        }
    }
}

/// A month back from a day may be three days or one, and the instant that it leads to lies anywhere in its day: followed from below, that
/// is not enough to climb for ever.
#[test]
fn a_month_that_leads_into_a_day_does_not_climb_for_ever() {
    let climbing = [
        Drawn::Months(4, 0, -1, 0, false),
        Drawn::Shift(0, 1, 1, false),
    ];
    let network = build(&climbing, false);
    assert!(brute(&climbing, 48 * (UNIT / GRID)));
    assert!(network.solve(&all_causes(climbing.len())).is_ok());
    let from_somewhere = [climbing[0], climbing[1], Drawn::Least(0, 4, false)];
    let network = build(&from_somewhere, false);
    assert!(network.solve(&all_causes(from_somewhere.len())).is_ok());
}
