//! Months and weekdays as other languages call them, where that is unambiguous.

/// The names of each month, in small letters; also as they stand behind a day (`6 мая`, `6 maja`).
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["januar", "jänner", "janvier", "enero", "gennaio", "januari", "janeiro", "styczeń", "stycznia", "leden", "ledna", "январь",
        "января", "січень", "січня", "ocak"],
    &["februar", "feber", "février", "fevrier", "febrero", "febbraio", "februari", "fevereiro", "luty", "lutego", "únor", "února",
        "февраль", "февраля", "лютий", "лютого", "şubat"],
    &["märz", "mars", "marzo", "maart", "março", "marzec", "marca", "březen", "března", "март", "марта", "березень", "березня", "mart"],
    &["avril", "abril", "aprile", "kwiecień", "kwietnia", "duben", "dubna", "апрель", "апреля", "квітень", "квітня", "nisan"],
    &["mai", "mayo", "maggio", "mei", "maio", "maj", "maja", "květen", "května", "май", "мая", "травень", "травня", "mayıs"],
    &["juni", "juin", "junio", "giugno", "junho", "czerwiec", "czerwca", "červen", "června", "июнь", "июня", "червень", "червня",
        "haziran"],
    &["juli", "juillet", "julio", "luglio", "julho", "lipiec", "lipca", "červenec", "července", "июль", "июля", "липень", "липня",
        "temmuz"],
    &["août", "aout", "agosto", "augustus", "sierpień", "sierpnia", "srpen", "srpna", "август", "августа", "серпень", "серпня",
        "ağustos"],
    &["septembre", "septiembre", "settembre", "setembro", "wrzesień", "września", "září", "сентябрь", "сентября", "вересень", "вересня",
        "eylül"],
    &["oktober", "octobre", "octubre", "ottobre", "outubro", "październik", "października", "říjen", "října", "октябрь", "октября",
        "жовтень", "жовтня", "ekim"],
    &["novembre", "noviembre", "novembro", "listopada", "ноябрь", "ноября", "kasım"],
    &["dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro", "grudzień", "grudnia", "prosinec", "prosince", "декабрь",
        "декабря", "грудень", "грудня", "aralık"],
];

/// The names of each day of the week, from Monday on, in small letters.
#[rustfmt::skip]
const WEEKDAYS: [(&str, &[&str]); 7] = [
    ("Monday", &["montag", "lundi", "lunes", "lunedì", "maandag", "poniedziałek", "pondělí", "понедельник", "понеділок", "pazartesi"]),
    ("Tuesday", &["dienstag", "mardi", "martes", "martedì", "dinsdag", "wtorek", "úterý", "вторник", "вівторок", "salı"]),
    ("Wednesday", &["mittwoch", "mercredi", "miércoles", "mercoledì", "woensdag", "środa", "środę", "středa", "středu", "среда",
        "среду", "середа", "середу", "çarşamba"]),
    ("Thursday", &["donnerstag", "jeudi", "jueves", "giovedì", "donderdag", "czwartek", "čtvrtek", "четверг", "четвер", "perşembe"]),
    ("Friday", &["freitag", "vendredi", "viernes", "venerdì", "vrijdag", "piątek", "pátek", "пятница", "пятницу", "cuma"]),
    ("Saturday", &["samstag", "sonnabend", "samedi", "sábado", "sabado", "sabato", "zaterdag", "sobota", "sobotę", "sobotu", "суббота",
        "субботу", "субота", "суботу", "cumartesi"]),
    ("Sunday", &["sonntag", "dimanche", "domingo", "domenica", "zondag", "niedziela", "niedzielę", "neděle", "neděli", "воскресенье",
        "неділя", "неділю"]),
];

/// The number of a month, from 1 on.
pub(super) fn month(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let found = MONTHS.iter().position(|names| names.contains(&&*name))?;
    Some(found + 1)
}

/// The English name of a day of the week.
#[must_use]
pub fn weekday(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let found = WEEKDAYS.iter().find(|(_, names)| names.contains(&&*name));
    found.map(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name that stood for two months or days would be told wrongly.
    #[test]
    fn every_name_is_of_one_month_or_day() {
        let days = WEEKDAYS.iter().flat_map(|(_, names)| names.iter());
        let mut names: Vec<_> = MONTHS.iter().copied().flatten().chain(days).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| name.to_lowercase() == **name));
    }
}
