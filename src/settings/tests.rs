use super::*;
use crate::text::File;

/// What a settings file gives, and what is said of it: the place and the message.
fn read_text(text: &str) -> (Settings, Vec<String>) {
    let mut files = Files::default();
    files.add(File::new("case.claims", ""));
    let id = files.add(File::of_settings(FILE, text));
    let (settings, diagnostics) = read(&files);
    let told = diagnostics.iter().map(|one| {
        let label = &one.labels[0];
        assert_eq!(label.location.file, id);
        let place = files.get(id).slice(label.location.span);
        format!(
            "{place}: {} [{}] ({}) {}",
            one.message,
            one.code.id(),
            label.text,
            one.advice[0]
        )
    });
    (settings, told.collect())
}

#[test]
fn a_case_without_a_file_has_no_settings() {
    assert_eq!(read(&Files::default()), (Settings::default(), Vec::new()));
    assert_eq!(read_text(""), (Settings::default(), Vec::new()));
}

#[test]
fn a_zone_is_read() {
    let (settings, told) = read_text("# where it happened\nzone = \"Asia/Kabul\"\n");
    assert_eq!(settings.zone, Zone::parse("Asia/Kabul"));
    assert!(settings.zone.is_some());
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_speed_is_read() {
    let speed = |text| {
        let (settings, told) = read_text(text);
        assert_eq!(told, Vec::<String>::new());
        settings.fastest_kmh
    };
    assert_eq!(speed("fastest_kmh = 120"), Some(120));
    assert_eq!(speed("fastest_kmh = 2_180 # the Concorde"), Some(2_180));
    assert_eq!(speed("fastest_kmh = 0xFF"), Some(255));
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let told = |text| read_text(text).1.join("\n");
    insta::assert_snapshot!(
        [
            "zone = \"Asia/Kabull\"",
            "zone = \"Mars\"",
            "zone = 5",
            "zone = true",
            "zone = [\"Asia/Kabul\"]",
            "zone = Asia/Kabul",
            "zone \"Asia/Kabul\"",
            "zone = \"Asia/Kabul",
            "zone: \"Asia/Kabul\"",
            "time_zone = \"Asia/Kabul\"",
            "Zone = \"Asia/Kabul\"",
            "fail-on = \"tension\"",
            "fastest_kmh = \"fast\"",
            "fastest_kmh = 0",
            "fastest_kmh = -5",
            "fastest_kmh = 900.5",
            "fastest_kmh = 99999999999999999999",
            "fastest = 1000",
            "[zone]\nname = \"Asia/Kabul\"",
        ]
        .map(|text| format!("{text}\n    {}", told(text).replace('\n', "\n    ")))
        .join("\n")
    );
}

#[test]
fn one_mistake_leaves_the_rest() {
    let (settings, told) = read_text("colour = \"blue\"\nzone = \"Asia/Kabul\"\n");
    assert_eq!(settings.zone, Zone::parse("Asia/Kabul"));
    assert_eq!(told.len(), 1);
}
