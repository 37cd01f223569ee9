//! How many constraints of time a second are built, solved, explained, and inserted one by one.
//!
//! Two figures to stay above, from simple prototypes on one thread: 105 000 constraints a second inserted in random order at
//! 72 000 constraints, and 39 000 at 726 000.

#![allow(missing_docs)]

#[path = "workload/network.rs"]
mod cases;
#[path = "workload/chance.rs"]
mod chance;

use std::hint::black_box;
use std::time::Duration;

use belie::network::{Cause, Search};
use cases::{Clauses, Shape, Wrong};
use criterion::{
    BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};

const SEED: u64 = 1;

/// As many conflicts are explained as a case may have quarrels.
const CONFLICTS: usize = 100;

fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("network");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(2));
    for size in [10_000, 100_000, 1_000_000] {
        for shape in [Shape::Chain, Shape::Hub, Shape::Random] {
            let clauses = Clauses::new(shape, size, SEED);
            let network = clauses.network(Wrong(0));
            let causes = network.causes();
            let wrong = clauses.network(Wrong(CONFLICTS));
            let all = wrong.causes();
            group.throughput(Throughput::Elements(size as u64));
            let id = |step: &str| BenchmarkId::new(format!("{step}_{shape:?}"), size);
            group.bench_function(id("build"), |bench| {
                bench.iter(|| black_box(clauses.network(Wrong(0))));
            });
            group.bench_function(id("solve"), |bench| {
                bench.iter(|| assert!(black_box(network.solve(&causes)).is_ok()));
            });
            group.bench_function(id("explain"), |bench| {
                bench.iter(|| assert!(cases::explain(&wrong, &all) > 0));
            });
        }
    }
    group.finish();
}

fn one_by_one(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("insert");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(2));
    for size in [10_000, 72_000, 726_000] {
        for shape in [Shape::Chain, Shape::Hub, Shape::Random] {
            let clauses = Clauses::new(shape, size, SEED);
            let network = clauses.network(Wrong(0));
            let order = cases::shuffled(network.causes(), SEED);
            group.throughput(Throughput::Elements(size as u64));
            group.bench_function(BenchmarkId::new(format!("{shape:?}"), size), |bench| {
                bench.iter_batched(
                    || Search::without(&network, &order),
                    |search| black_box(insert(search, &order)),
                    BatchSize::PerIteration,
                );
            });
        }
    }
    group.finish();
}

/// Adds one cause after the other, and asks each time whether all can still hold.
fn insert(mut search: Search, order: &[Cause]) -> Search {
    for cause in order {
        search.change(&[], &[*cause]);
        assert!(search.conflict().is_none());
    }
    search
}

criterion_group!(benches, whole, one_by_one);
criterion_main!(benches);
