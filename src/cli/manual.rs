//! Completions for shells and pages for `man`, made from the declaration of the command line.

use std::fs;
use std::io;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Answer;
use super::args::Args;
use crate::analysis;
use crate::report::FORMATS;

/// What a shell is to source, so that it completes the words of a command.
pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut completed(), "belie", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Fish {
        script.push_str(&pages_for_fish());
    }
    script
}

/// For fish the library completes the values of options only.
fn pages_for_fish() -> String {
    let ids: Vec<&str> = analysis::pages().map(|page| page.0).collect();
    let ids = ids.join(" ");
    format!("complete -c belie -n \"__fish_seen_subcommand_from explain\" -f -a \"{ids}\"\n")
}

/// The command line with the values that are told when they are wrong, not when they are declared.
fn completed() -> Command {
    let checks = PossibleValuesParser::new(analysis::pages().map(|page| page.0));
    let formats = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name));
    Args::command()
        .mut_subcommand("explain", |explain| {
            explain.mut_arg("id", |id| id.value_parser(checks))
        })
        .mut_subcommand("check", |check| {
            check.mut_arg("format", |format| format.value_parser(formats))
        })
}

/// The page of the whole program, in the language of `man`.
pub(super) fn page() -> Answer {
    match rendered(built()) {
        Ok(page) => Answer::good(page),
        Err(error) => Answer::wrong(&error.to_string()),
    }
}

/// Writes the page of the program and one of each command into a folder.
pub(super) fn pages(folder: &Path) -> Answer {
    if let Err(error) = fs::create_dir_all(folder) {
        return Answer::wrong(&format!("cannot make \"{}\": {error}", folder.display()));
    }
    let mut answer = Answer::good(String::new());
    let program = built();
    let commands = program.get_subcommands().cloned().collect::<Vec<_>>();
    for command in std::iter::once(program).chain(commands) {
        let name = command
            .get_display_name()
            .unwrap_or_else(|| command.get_name());
        let file = folder.join(format!("{name}.1"));
        match rendered(command) {
            Ok(page) => answer.save(&file, |out| out.write_all(page.as_bytes())),
            Err(error) => return Answer::wrong(&error.to_string()),
        }
    }
    answer
}

/// The command line with the full names of its commands; that each has `--help` says the help of each.
fn built() -> Command {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    program
}

fn rendered(command: Command) -> io::Result<String> {
    let more = command.get_after_help().map(ToString::to_string);
    let subcommands = command.has_subcommands();
    let man = Man::new(command);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if subcommands {
        man.render_subcommands_section(&mut page)?;
    }
    let mut page = String::from_utf8_lossy(&page).into_owned();
    page.push_str(&verbatim(more.as_deref().unwrap_or_default()));
    Ok(page)
}

/// What stands below the help, its lines as they are: its first line is the heading if it ends in a colon.
fn verbatim(more: &str) -> String {
    let more = more.trim_end();
    if more.is_empty() {
        return String::new();
    }
    let headed = more
        .split_once('\n')
        .and_then(|(first, rest)| Some((first.strip_suffix(':')?, rest)));
    let (heading, text) = headed.unwrap_or(("Notes", more));
    let mut section = format!(".SH {}\n.nf\n", heading.to_uppercase());
    for line in text.lines() {
        // `\&` has no width and keeps a point at the beginning from being a command.
        section.push_str(&format!(
            "\\&{}\n",
            line.replace('\\', "\\e").replace('-', "\\-")
        ));
    }
    section + ".fi\n"
}
