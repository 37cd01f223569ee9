//! Tells Zed how the language server is started.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Belie;

impl zed::Extension for Belie {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let command = worktree.which("belie").ok_or(
            "the program belie is not on the path: cargo install --path . in its repository",
        )?;
        Ok(Command {
            command,
            args: vec!["lsp".to_owned()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Belie);
