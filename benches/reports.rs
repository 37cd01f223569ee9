//! How long each format takes to report a case in which almost everything quarrels. Quarrels a second at three sizes show how that grows.

#![allow(missing_docs)]

mod workload;

use std::io;
use std::time::Duration;

use belie::analysis::{Setting, analyse};
use belie::report::human::Look;
use belie::report::{FORMATS, Options};
use criterion::{
    BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use workload::Workload;

fn formats(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reports");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .measurement_time(Duration::from_secs(2));
    for quarrels in [500, 5_000, 20_000] {
        let case = Workload::quarrels(quarrels);
        let analysis = analyse(case.files(), Vec::new(), &case.texts, Setting::default());
        group.throughput(Throughput::Elements(quarrels as u64));
        for format in FORMATS {
            group.bench_function(BenchmarkId::new(format.name, quarrels), |bench| {
                bench.iter(|| (format.write)(&analysis, &options(), &mut io::sink()));
            });
        }
    }
    group.finish();
}

fn options() -> Options {
    Options {
        look: Look {
            width: 100,
            colour: false,
        },
        max: None,
        rest: None,
        disputed: false,
        fail_on: None,
        from_here: String::new(),
        from_repository: String::new(),
    }
}

criterion_group!(benches, formats);
criterion_main!(benches);
