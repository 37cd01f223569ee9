//! How long each step and each check takes on a generated case. Claims a second at three sizes show how that grows.

#![allow(missing_docs)]

mod workload;

use std::hint::black_box;
use std::time::{Duration, Instant};

use belie::analysis::Setting;
use belie::checks::{Passages, Reach};
use belie::model::{Model, Preface};
use belie::settings::Settings;
use belie::text::{Files, NoTexts};
use belie::{analysis, checks, model, syntax};
use criterion::{
    BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use workload::Workload;

const SEED: u64 = 1;
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const REACHES: [Reach; 7] = [
    Reach::Times,
    Reach::Facts,
    Reach::Case,
    Reach::File,
    Reach::Names,
    Reach::Entities,
    Reach::Sources,
];

/// Reads every entry of every file, and counts them.
fn parse(files: &Files) -> usize {
    let entries = |(id, file)| syntax::parse(id, file).0.entries.len();
    files.iter().map(entries).sum()
}

/// Reads and resolves all claims of a case, as an analysis does it on one thread.
fn resolve(files: &Files) -> Model {
    let preface = |(id, file)| Preface::new(id, file, syntax::declarations(id, file));
    let prefaces: Vec<_> = files.claims().map(preface).collect();
    let declarations = model::declare(files, &prefaces, &NoTexts, &Settings::default());
    let mut model = declarations.model;
    for (id, file) in files.claims() {
        let entries = syntax::claims(id, file);
        let chapter = declarations.declared.chapter(&model, files, id, entries);
        model.add([(id, chapter)]);
    }
    model
}

/// Runs all checks.
fn check(files: &Files, model: &Model, passages: &Passages) -> usize {
    let found =
        REACHES.map(|reach| checks::found(files, model, Setting::default(), reach, passages).len());
    found.iter().sum()
}

fn steps(criterion: &mut Criterion) {
    for claims in SIZES {
        let workload = Workload::new(claims, SEED);
        let files = workload.files();
        let model = resolve(&files);
        let passages = Passages::look_up(&files, &model);

        let mut group = criterion.benchmark_group("pipeline");
        group.sample_size(10);
        group.throughput(Throughput::Elements(model.claims.len() as u64));
        group.bench_function(BenchmarkId::new("parse", claims), |bench| {
            bench.iter(|| black_box(parse(&files)));
        });
        group.bench_function(BenchmarkId::new("parse and resolve", claims), |bench| {
            bench.iter(|| black_box(resolve(&files)));
        });
        group.bench_function(BenchmarkId::new("check", claims), |bench| {
            bench.iter(|| black_box(check(&files, &model, &passages)));
        });
        group.bench_function(BenchmarkId::new("whole", claims), |bench| {
            let files = || workload.files();
            let analyse = |files| {
                black_box(analysis::analyse(
                    files,
                    Vec::new(),
                    &NoTexts,
                    Setting::default(),
                ))
            };
            bench.iter_batched(files, analyse, BatchSize::LargeInput);
        });
        group.finish();
    }
}

/// How long each check runs, of all that share what they look at; and how long it takes to make that.
fn time_of(
    wanted: Option<&'static str>,
    reach: Reach,
    (files, model, passages): (&Files, &Model, &Passages),
) -> Duration {
    let mut spent = Duration::ZERO;
    let mut present = (None, Instant::now());
    let mut begins = |check| {
        if present.0 == wanted {
            spent += present.1.elapsed();
        }
        present = (check, Instant::now());
    };
    let setting = Setting::default();
    let found = checks::found_step_by_step(files, model, setting, reach, passages, &mut begins);
    // What comes last ends here.
    begins(Some(""));
    black_box(found);
    spent
}

fn each_check(criterion: &mut Criterion) {
    for claims in SIZES {
        let workload = Workload::new(claims, SEED);
        let files = workload.files();
        let model = resolve(&files);
        let passages = Passages::look_up(&files, &model);
        let case = (&files, &model, &passages);
        let mut group = criterion.benchmark_group("checks");
        group
            .sample_size(10)
            .sampling_mode(SamplingMode::Flat)
            .measurement_time(Duration::from_secs(1))
            .warm_up_time(Duration::from_millis(100))
            .throughput(Throughput::Elements(model.claims.len() as u64));
        for reach in REACHES {
            let mut ids = vec![None];
            let mut note = |check: Option<&'static str>| ids.extend(check.map(Some));
            let setting = Setting::default();
            let _ =
                checks::found_step_by_step(&files, &model, setting, reach, &passages, &mut note);
            for id in ids {
                let name = id.map_or(format!("before those of {reach:?}"), str::to_owned);
                group.bench_function(BenchmarkId::new(name, claims), |bench| {
                    bench.iter_custom(|times| (0..times).map(|_| time_of(id, reach, case)).sum());
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, steps, each_check);
criterion_main!(benches);
