//! Tests of the whole room.

use super::*;

fn shown(text: &str) -> String {
    let extent = Edtf::parse(text).unwrap().extent();
    let bound = |at: Option<i64>| {
        at.map_or("..".to_owned(), |at| {
            let day = calendar::day_of(at);
            let clock = if at.rem_euclid(DAY) == 0 {
                String::new()
            } else {
                format!("T{}", show::clock(at))
            };
            format!("{}{clock}", show::iso(day))
        })
    };
    let range = |range: Range| match range.exact() {
        Some(at) => bound(Some(at)),
        None => format!("{}|{}", bound(range.earliest), bound(range.latest)),
    };
    let one = |e: &Extent| format!("{} {}", range(e.begins), range(e.ends));
    let pieces: Vec<String> = extent.pieces.iter().map(one).collect();
    if pieces.is_empty() {
        one(&extent)
    } else {
        format!("{} [{}]", one(&extent), pieces.join("; "))
    }
}

#[test]
fn print() {
    for text in [
        "2025-01-19",
        "2025-01",
        "2025",
        "201X",
        "2015-XX",
        "2015-XX-15",
        "XXXX-12-25",
        "2015~",
        "../2016",
        "2015/2020",
        "2025-01-18/2025-01-20",
        "[1667,1668,1670..1672]",
        "{1960,1961-12}",
        "[0001-01-01..9999-12-31]",
        "Y-17E7",
        "Y17E20",
        "1950S2",
        "1731/32",
        "1731/32-02-11",
        "2004-06~-11",
        "?2004-06",
        "2001-21",
        "2001-28",
        "2001-33",
        "2025-01-19T21:30",
        "2025-01-19T21:30:05+04:30",
        "-0044-03-15",
        "0000",
        "9999",
        "201X-12",
        "1XXX-02-29",
        "2004-06-XX/2004-07-03",
    ] {
        println!("{text}: {}", shown(text));
    }
    for text in [
        "2025-02-29",
        "2025-13",
        "201",
        "20250119",
        "2025-1-19",
        "Y2015",
        "2015/2010",
        "/",
        "[",
        "[2015",
        "2015..2016",
        "1731/33",
        "2025-01-19t21:30",
        "1900-02-29",
        "2025-04-31",
        "XX01-02-29",
        "2025 01",
    ] {
        match Edtf::parse(text) {
            Ok(_) => println!("{text}: OK?"),
            Err(e) => println!("{text} {:?}: {}", e.range, e.message),
        }
    }
    for text in [
        "2025-01-19: x",
        "2 days",
        "1200.5",
        "Yemen",
        "Y2K",
        "X_files",
        "XXXX-12",
        "X123",
        "[2015, 2016] x",
        "../2016, x",
        "2016/.., x",
        "2016/, on",
        "2025-01-19T21:30Z,",
        "-0044",
        "12",
        "~2015",
        "2015-01-19.",
        "1,000",
    ] {
        println!("lex {text}: {}", &text[..Edtf::lex(text)]);
    }
}
