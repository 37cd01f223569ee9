//! Everyday words for what the built-in vocabulary calls otherwise: one list for whoever looks a word up, be it a role, a kind or an
//! attribute.

/// A word of the built-in vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// A kind of event.
    Kind(&'static str),
    /// An attribute.
    Attribute(&'static str),
    /// A role.
    Role(&'static str),
}

impl Meant {
    /// The word itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind(name) | Self::Attribute(name) | Self::Role(name) => name,
        }
    }
}

use Meant::{Attribute, Kind, Role};

/// What may be meant, with the words that people use for it. A word may stand in several lines.
const WORDS: [(Meant, &str); 103] = [
    (
        Role("agent"),
        "perpetrator suspect culprit attacker actor author killer murderer kidnapper speaker",
    ),
    (Role("patient"), "victim victims target whom"),
    (Role("recipient"), "receiver buyer addressee"),
    (
        Role("place"),
        "location site city country venue scene where",
    ),
    (
        Role("means"),
        "vehicle plane weapon method how using instrument",
    ),
    (Role("reason"), "cause motive grounds"),
    (
        Kind("killing"),
        "murder murdered homicide manslaughter assassination assassinated slaying slain lynching massacre killed",
    ),
    (Kind("execution"), "executed hanging beheading"),
    (
        Kind("death"),
        "died dying suicide deathday date_of_death death_date",
    ),
    (
        Kind("birth"),
        "born birthday birthdate birth_date date_of_birth dob birthplace place_of_birth",
    ),
    (Kind("burial"), "funeral buried"),
    (Kind("marriage"), "wedding married"),
    (Kind("divorce"), "divorced"),
    (
        Kind("injury"),
        "wounding wounded wound wounds injuries hurt",
    ),
    (
        Kind("abduction"),
        "kidnapping kidnap kidnapped abducted hostage_taking",
    ),
    (Kind("disappearance"), "disappeared vanishing vanished"),
    (Kind("abuse"), "torture tortured mistreatment"),
    (Kind("questioning"), "interrogation interrogated"),
    (Kind("arrest"), "arrested apprehension apprehended detained"),
    (
        Kind("detention"),
        "imprisonment imprisoned jail jailed prison incarceration captivity internment detained",
    ),
    (Kind("release"), "released freed liberation liberated"),
    (Kind("escape"), "fled escaped"),
    (Kind("transfer"), "transport transported moved"),
    (Kind("extradition"), "extradited"),
    (Kind("deportation"), "deported expulsion expelled"),
    (Kind("departure"), "left departed takeoff take_off"),
    (Kind("arrival"), "arrived landing landed"),
    (Kind("travel"), "trip journey flight travelled"),
    (Kind("voyage"), "flight cruise sailing"),
    (Kind("sinking"), "shipwreck wreck sank sunk"),
    (Kind("crash"), "crashed plane_crash car_crash"),
    (Kind("accident"), "derailment mishap disaster"),
    (Kind("warrant"), "arrest_warrant"),
    (
        Kind("charge"),
        "charged indictment indicted accusation prosecution",
    ),
    (Kind("investigation"), "inquiry enquiry probe"),
    (Kind("search"), "manhunt searched"),
    (Kind("seizure"), "confiscation confiscated seized"),
    (Kind("trial"), "proceedings court_case process lawsuit"),
    (Kind("testimony"), "testified deposition"),
    (Kind("ruling"), "judgment judgement"),
    (Kind("verdict"), "conviction convicted acquittal acquitted"),
    (Kind("sentence"), "sentencing sentenced"),
    (Kind("sanction"), "penalty embargo"),
    (Kind("appointment"), "appointed hiring hired promotion"),
    (Kind("dismissal"), "dismissed firing fired sacked sacking"),
    (Kind("resignation"), "resigned retirement"),
    (Kind("founding"), "foundation founded establishment"),
    (
        Kind("statement"),
        "speech interview declaration comment remark announcement announced",
    ),
    (Kind("publication"), "disclosure leak leaked"),
    (Kind("warning"), "threat threatened alert"),
    (
        Kind("call"),
        "phone_call telephone phoned letter email message",
    ),
    (Kind("meeting"), "conference summit talks met"),
    (Kind("agreement"), "treaty contract deal accord pact"),
    (Kind("gathering"), "rally crowd"),
    (Kind("payment"), "paid bribe ransom donation"),
    (Kind("sale"), "purchase sold bought"),
    (Kind("theft"), "robbery robbed burglary stolen heist"),
    (Kind("attack"), "raid ambush attacked"),
    (Kind("shooting"), "shot gunfire"),
    (
        Kind("bombing"),
        "airstrike air_strike shelling bombardment bombed",
    ),
    (
        Kind("assault"),
        "beating beaten stabbing stabbed rape raped mugging",
    ),
    (Kind("explosion"), "blast detonation"),
    (Kind("battle"), "fight fighting clash clashes combat"),
    (Kind("war"), "conflict"),
    (Kind("siege"), "blockade"),
    (Kind("capture"), "captured"),
    (Kind("ceasefire"), "truce armistice"),
    (Kind("coup"), "putsch"),
    (Kind("protest"), "demonstration march riot riots"),
    (Kind("earthquake"), "quake"),
    (Kind("storm"), "hurricane typhoon cyclone tornado"),
    (Kind("flood"), "flooding"),
    (Kind("fire"), "blaze arson"),
    (Kind("landslide"), "mudslide avalanche"),
    (Kind("epidemic"), "outbreak pandemic"),
    (Kind("evacuation"), "evacuated"),
    (
        Attribute("custody"),
        "detained jailed imprisoned prisoner in_prison",
    ),
    (Attribute("alive"), "dead living"),
    (
        Attribute("deaths"),
        "killed dead died fatalities casualties victims toll death_toll",
    ),
    (Attribute("injured"), "wounded hurt injuries casualties"),
    (Attribute("missing"), "disappeared vanished"),
    (Attribute("rescued"), "saved survivors"),
    (
        Attribute("aboard"),
        "passengers crew on_board onboard people_aboard",
    ),
    (
        Attribute("participants"),
        "attendance attendees crowd turnout demonstrators",
    ),
    (Attribute("amount"), "sum ransom"),
    (Attribute("cost"), "damage damages"),
    (Attribute("outcome"), "result"),
    (Attribute("magnitude"), "strength"),
    (Attribute("post"), "position office function role_held"),
    (
        Attribute("occupation"),
        "job profession work employment trade career",
    ),
    (Attribute("rank"), "grade"),
    (
        Attribute("membership"),
        "member member_of affiliation party employer",
    ),
    (Attribute("nationality"), "citizenship citizen"),
    (Attribute("religion"), "faith belief"),
    (
        Attribute("residence"),
        "home address domicile lives lives_in",
    ),
    (
        Attribute("spouse"),
        "wife husband married married_to partner",
    ),
    (Attribute("parent"), "father mother parents"),
    (Attribute("sex"), "gender"),
    (Attribute("headquarters"), "seat hq"),
    (Attribute("owner"), "ownership owned_by belongs_to"),
    (Attribute("population"), "inhabitants residents"),
    (Attribute("controller"), "controlled_by held_by"),
    (Attribute("location"), "place whereabouts where"),
];

/// What the built-in vocabulary has for an everyday word.
pub fn meant(word: &str) -> impl Iterator<Item = Meant> {
    let word = word.to_lowercase();
    let means = move |all: &str| all.split(' ').any(|one| one == word);
    let found = WORDS.iter().filter(move |(_, all)| means(all));
    found.map(|(meant, _)| *meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary_text;

    /// No word of the vocabulary is an everyday word for another of the same sort, and all that are meant are there.
    #[test]
    fn the_list_leads_into_the_vocabulary() {
        let text = vocabulary_text();
        let has = |meant: Meant, name: &str| {
            let begin = match meant {
                Kind(_) => format!("kind {name} \""),
                Attribute(_) => format!("attribute {name} \""),
                Role(_) => format!("role {name}: "),
            };
            text.contains(&begin)
        };
        for (meant, words) in WORDS {
            assert!(has(meant, meant.name()), "{meant:?}");
            let taken = words.split(' ').find(|word| has(meant, word));
            assert_eq!(taken, None, "{meant:?}");
        }
    }
}
