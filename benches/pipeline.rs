//! How long each step takes on a generated case, and how that grows with the number of claims.

#![allow(missing_docs)]

mod workload;

use std::hint::black_box;

use belie::analysis::Setting;
use belie::checks::{Passages, Reach};
use belie::model::Model;
use belie::settings::Settings;
use belie::text::Files;
use belie::{analysis, checks, model, syntax};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use workload::{NoTexts, Workload};

const SEED: u64 = 1;

/// Reads every entry of every file, and counts them.
fn parse(files: &Files) -> usize {
    let entries = |(id, file)| syntax::parse(id, file).0.entries.len();
    files.iter().map(entries).sum()
}

/// Reads and resolves all claims of a case, as an analysis does it on one thread.
fn resolve(files: &Files) -> Model {
    let trees: Vec<_> = files
        .claims()
        .map(|(id, file)| (id, syntax::declarations(id, file).0))
        .collect();
    let declarations = model::declare(files, &trees, &NoTexts, &Settings::default());
    let mut model = declarations.model;
    for (id, file) in files.claims() {
        let entries = syntax::claims(id, file);
        let chapter = declarations.declared.chapter(&model, files, id, entries);
        model.add(id, chapter);
    }
    model
}

/// Runs all checks.
fn check(files: &Files, model: &Model, passages: &Passages) -> usize {
    let reaches = [
        Reach::Times,
        Reach::Facts,
        Reach::Case,
        Reach::Entities,
        Reach::Sources,
    ];
    let found =
        reaches.map(|reach| checks::found(files, model, Setting::default(), reach, passages).len());
    found.iter().sum()
}

fn steps(criterion: &mut Criterion) {
    for claims in [10_000, 100_000] {
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

criterion_group!(benches, steps);
criterion_main!(benches);
