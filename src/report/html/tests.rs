//! What must hold of the page, whatever the case holds.

use super::*;
use crate::report::samples::{self, Sample};
use crate::report::stream::text_of;
use crate::report::tests::options;

fn page(sample: Sample) -> String {
    text_of(|out| write(&sample.analysis(), &options(), out))
}

#[test]
fn a_quarrel() {
    let text = page(samples::plane());
    let main = text
        .split_once("<main")
        .unwrap()
        .1
        .split_once("<script>")
        .unwrap()
        .0;
    insta::assert_snapshot!(main.replace("><", ">\n<"));
}

/// The texts of sources, by their paths.
struct Texts(&'static str);

impl crate::text::Reader for Texts {
    fn read(&self, _: &str) -> Result<String, crate::text::ReadError> {
        Ok(self.0.to_owned())
    }
}

#[test]
fn who_says_what_and_each_passage_in_its_text() {
    let case = r#"event march: protest "The <march>"
source daily "The Daily"
  text "daily.txt"
claim "the people marched"
  march
source weekly "The Weekly"
claim "nobody marched"
  not march
source radio "News"
"#;
    let mut files = crate::text::Files::default();
    files.add(crate::text::File::new("case.claims", case));
    let texts = Texts(
        "On that day,\nit is said, the people marched & sang.\n\nThen <b>they</b> went home.\n",
    );
    let setting = crate::analysis::Setting::default();
    let analysis = crate::analysis::analyse(files, Vec::new(), &texts, setting);
    let text = text_of(|out| write(&analysis, &options(), out));
    let part = |from: &str, to: &str| {
        let rest = &text[text.find(from).unwrap()..];
        rest[..rest.find(to).unwrap()].replace("><", ">\n<")
    };
    insta::assert_snapshot!(part("<details><summary>In its text", "</details>"));
    insta::assert_snapshot!(part("<table class=\"facts\"", "</table>"));
}

#[test]
fn nothing_of_the_case_becomes_markup() {
    let mut sample = samples::plane();
    let evil = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;";
    for diagnostic in &mut sample.diagnostics {
        diagnostic.message = evil.to_owned();
        diagnostic.about = evil.to_owned();
        diagnostic.premises = vec![evil.to_owned()];
        diagnostic.advice = vec![evil.to_owned()];
        for label in &mut diagnostic.labels {
            label.text = evil.into();
            label.said_mut().passage = Some(evil.to_owned());
            label.said_mut().speaker = Some(evil.to_owned());
            label.said_mut().source = Some(evil.to_owned());
        }
        for account in &mut diagnostic.accounts {
            account.value = evil.to_owned();
        }
    }
    let text = page(sample);
    assert_eq!(text.matches("<script").count(), 1);
    assert!(!text.contains("<img"));
    assert!(!text.contains("&amp;amp;amp;"), "escaped once");
    assert!(text.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn nothing_runs_from_an_attribute_and_nothing_is_fetched() {
    let text = page(samples::arrest());
    for word in [
        " onclick",
        " onload",
        " onerror",
        " style=",
        "javascript:",
        " src=",
        "@import",
        "url(",
    ] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn links_of_the_page_lead_somewhere() {
    for sample in [samples::arrest(), samples::small(), samples::hostile()] {
        let text = page(sample);
        for link in text.split("href=\"#").skip(1) {
            let id = link.split('"').next().unwrap();
            assert!(text.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }
}

#[test]
fn the_policy_knows_the_style_and_the_script() {
    assert_eq!(
        base64(&sha256(STYLE.as_bytes())),
        STYLE_HASH,
        "put the first into STYLE_HASH"
    );
    assert_eq!(
        base64(&sha256(SCRIPT.as_bytes())),
        SCRIPT_HASH,
        "put the first into SCRIPT_HASH"
    );
}

#[test]
fn the_hash_is_sha_256() {
    let hex: String = sha256(b"abc")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        hex,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
}

/// SHA-256 as FIPS 180-4 describes it; the constants are the roots of the first primes, as there.
fn sha256(message: &[u8]) -> Vec<u8> {
    let primes: Vec<u32> = (2..312_u32)
        .filter(|n| (2..*n).all(|d| n % d != 0))
        .take(64)
        .collect();
    let bits = |root: f64| (root.fract() * 4_294_967_296.0) as u32;
    let k: Vec<u32> = primes.iter().map(|&p| bits(f64::from(p).cbrt())).collect();
    let mut state: Vec<u32> = primes
        .iter()
        .take(8)
        .map(|&p| bits(f64::from(p).sqrt()))
        .collect();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut w: Vec<u32> = block
            .chunks(4)
            .map(|four| u32::from_be_bytes(four.try_into().unwrap()))
            .collect();
        for t in 16..64 {
            let (a, b) = (w[t - 15], w[t - 2]);
            let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            w.push(
                w[t - 16]
                    .wrapping_add(s0)
                    .wrapping_add(w[t - 7])
                    .wrapping_add(s1),
            );
        }
        let mut v = state.clone();
        for t in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let one = v[7]
                .wrapping_add(s1)
                .wrapping_add(choice)
                .wrapping_add(k[t])
                .wrapping_add(w[t]);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(one);
            v[0] = one.wrapping_add(s0).wrapping_add(majority);
        }
        for (state, v) in state.iter_mut().zip(v) {
            *state = state.wrapping_add(v);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |sum, at| {
            sum << 8 | u32::from(*three.get(at).unwrap_or(&0))
        });
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= three.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}
