//! Distances on the Earth, and how long they take.

use crate::syntax::tree::Coordinates;

/// The mean radius of the Earth in kilometres: a third of two equatorial radii and a polar one (International Union of Geodesy and
/// Geophysics; H. Moritz, "Geodetic Reference System 1980", Journal of Geodesy 74, 2000).
const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// How far a sphere of this radius is from the shape of the Earth, at most: 0.56 percent of a distance.
const OF_SPHERE: f64 = 0.994;

/// Half the way round the Earth: no two places are farther apart.
pub const FARTHEST_KM: f64 = EARTH_RADIUS_KM * std::f64::consts::PI;

/// The fastest that anybody travels. Airliners cruise at about 900 km/h and are lifted above that by the winds now and then; with the
/// way to the airport nobody comes near it from door to door.
pub const FASTEST_KMH: f64 = 1_000.0;

/// How far two points are apart at least, in kilometres: along a great circle, less what their coordinates leave open.
pub fn least_km(one: &Coordinates, other: &Coordinates) -> f64 {
    let apart = great_circle_km(one, other) * OF_SPHERE;
    (apart - leeway_km(one) - leeway_km(other)).max(0.0)
}

/// The haversine formula, which is exact enough for points close together, too.
fn great_circle_km(one: &Coordinates, other: &Coordinates) -> f64 {
    let radians = |at: &Coordinates| {
        (
            at.latitude.value().to_radians(),
            at.longitude.value().to_radians(),
        )
    };
    let ((latitude, longitude), (other_latitude, other_longitude)) = (radians(one), radians(other));
    let half_sine = |angle: f64| (angle / 2.0).sin().powi(2);
    let haversine = half_sine(other_latitude - latitude)
        + latitude.cos() * other_latitude.cos() * half_sine(other_longitude - longitude);
    2.0 * EARTH_RADIUS_KM * haversine.clamp(0.0, 1.0).sqrt().asin()
}

/// How far a place may lie from the point that is written: one in the last place of both coordinates.
fn leeway_km(at: &Coordinates) -> f64 {
    let degree_km = EARTH_RADIUS_KM.to_radians();
    let north = at.latitude.unit();
    // A degree of longitude is widest where the point may lie nearest to the equator.
    let widest = (at.latitude.value().abs() - north).max(0.0).to_radians();
    degree_km * north.hypot(at.longitude.unit() * widest.cos())
}

/// The fewest whole seconds that a distance takes.
#[allow(clippy::cast_possible_truncation)]
pub fn least_seconds(km: f64, fastest_kmh: f64) -> i64 {
    // A cast saturates and takes what is no number for 0.
    (km / fastest_kmh * 3_600.0).floor() as i64
}

/// Seconds as people say them: `33 minutes`, `1 hour 5 minutes`.
pub fn seconds_words(seconds: i64) -> String {
    let count = |number: i64, unit: &str| match number {
        1 => format!("1 {unit}"),
        _ => format!("{number} {unit}s"),
    };
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let parts: Vec<String> = [(hours, "hour"), (minutes, "minute"), (rest, "second")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| count(number, unit))
        .collect();
    match parts.as_slice() {
        [] => "no time".to_owned(),
        // Beside hours, seconds are too fine.
        [hours, minutes, _] => format!("{hours} {minutes}"),
        parts => parts.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::tree::Decimal;

    fn at(latitude: i64, longitude: i64, scale: u8) -> Coordinates {
        let decimal = |mantissa| Decimal { mantissa, scale };
        Coordinates {
            latitude: decimal(latitude),
            longitude: decimal(longitude),
        }
    }

    #[test]
    fn distances_are_those_of_the_atlas() {
        // (points in hundredths of a degree, kilometres as air routes are measured)
        let table = [
            (at(4903, 255, 2), at(4064, -7378, 2), 5_850.0), // Paris CDG – New York JFK, about
            (at(4146, 1225, 2), at(3555, 13978, 2), 9_880.0), // Rome FCO – Tokyo HND
            (at(0, 0, 2), at(0, 18000, 2), FARTHEST_KM),
            (at(9000, 0, 2), at(-9000, 12345, 2), FARTHEST_KM),
            (at(0, 17900, 2), at(0, -17900, 2), 222.39),
            (at(4507, 769, 2), at(4507, 769, 2), 0.0),
        ];
        for (one, other, km) in table {
            let found = great_circle_km(&one, &other);
            assert!((found - km).abs() <= km * 0.005 + 0.001, "{found} {km}");
        }
    }

    #[test]
    fn what_is_written_roughly_may_be_nearer() {
        let (turin, rome) = (at(4507, 769, 2), at(4190, 1250, 2));
        let exact = least_km(&turin, &rome);
        let rough = least_km(&at(45, 8, 0), &at(42, 13, 0));
        assert!(
            (515.0..524.0).contains(&exact) && rough < exact - 200.0,
            "{exact} {rough}"
        );
        assert!(least_km(&at(45, 7, 0), &at(45, 8, 0)).abs() < f64::EPSILON);
    }

    #[test]
    fn seconds_are_said_shortly() {
        let words = [0, 1, 60, 119, 3_600, 3_661, 7_380].map(seconds_words);
        assert_eq!(
            words,
            [
                "no time",
                "1 second",
                "1 minute",
                "1 minute 59 seconds",
                "1 hour",
                "1 hour 1 minute",
                "2 hours 3 minutes"
            ]
        );
        assert_eq!(least_seconds(f64::MAX, 1.0), i64::MAX);
    }
}
