//! The part of SARIF 2.1.0 that is written, under its own names.

use serde::Serialize;

use crate::text::visible;

/// A log of one run.
#[derive(Debug, Serialize)]
pub(super) struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<R>; 1],
}

impl<R> Log<R> {
    pub(super) fn of(run: Run<R>) -> Self {
        Self {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [run],
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<R> {
    pub tool: Tool,
    pub invocations: Vec<Invocation>,
    pub column_kind: &'static str,
    pub original_uri_base_ids: UriBases,
    /// A list of [`Result`]s.
    pub results: R,
}

#[derive(Debug, Serialize)]
pub(super) struct Tool {
    pub driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub name: &'static str,
    pub semantic_version: &'static str,
    pub rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub id: &'static str,
    pub short_description: Text,
    pub full_description: Text,
    pub help: Help,
    pub default_configuration: Level,
    pub properties: Properties,
}

#[derive(Debug, Serialize)]
pub(super) struct Help {
    pub text: &'static str,
    pub markdown: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Level {
    pub level: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Properties {
    pub tags: Vec<&'static str>,
    /// What GitHub sorts by.
    #[serde(rename = "problem.severity")]
    pub problem_severity: &'static str,
}

/// A message in which nothing links.
#[derive(Debug, Serialize)]
pub(super) struct Text {
    text: String,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: visible(text).into_owned(),
        }
    }
}

/// A message of several lines, made visible already.
#[derive(Debug, Serialize)]
pub(super) struct Description {
    pub text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub execution_successful: bool,
    pub tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
pub(super) struct Notification {
    pub level: &'static str,
    pub message: Text,
}

#[derive(Debug, Serialize)]
pub(super) struct UriBases {
    #[serde(rename = "%SRCROOT%")]
    pub root: UriBase,
}

#[derive(Debug, Serialize)]
pub(super) struct UriBase {
    pub description: Text,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    pub rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    pub message: Description,
    pub locations: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Place>,
    pub partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    pub properties: Properties,
}

#[derive(Debug, Serialize)]
pub(super) struct Suppression {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: String,
    pub location: Place,
}

#[derive(Debug, Serialize)]
pub(super) struct Fingerprints {
    #[serde(rename = "belie/v1")]
    pub belie: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    pub physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

impl Place {
    pub(super) fn of(physical_location: PhysicalLocation) -> Self {
        Self {
            id: None,
            physical_location,
            message: None,
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub artifact_location: Artifact,
    pub region: Region,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

impl Artifact {
    pub(super) fn new(uri: String) -> Self {
        Self {
            uri,
            uri_base_id: "%SRCROOT%",
        }
    }
}

/// Lines and columns from 1; the end column is the one after the last character.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub start_line: u32,
    pub start_column: u32,
    pub end_line: u32,
    pub end_column: u32,
}
