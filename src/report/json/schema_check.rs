//! As much of JSON Schema as the schema of the report uses. A keyword that it does not know is an error, so that nothing goes
//! unchecked.

use serde_json::Value;

/// What in a value is not as the schema says.
pub(in crate::report) fn validate(
    root: &Value,
    schema: &Value,
    value: &Value,
    at: &str,
) -> Vec<String> {
    let Some(schema) = schema.as_object() else {
        return match schema {
            Value::Bool(true) => Vec::new(),
            other => vec![format!("{at}: {other} is no schema")],
        };
    };
    let mut wrong = Vec::new();
    for (keyword, asked) in schema {
        wrong.extend(keyword_holds(root, keyword, asked, value, at));
    }
    wrong
}

fn keyword_holds(
    root: &Value,
    keyword: &str,
    asked: &Value,
    value: &Value,
    at: &str,
) -> Vec<String> {
    let when = |good: bool| {
        if good {
            Vec::new()
        } else {
            vec![format!("{at}: {keyword} {asked}, but {value}")]
        }
    };
    match keyword {
        "$schema" | "$defs" | "title" | "description" | "format" => Vec::new(),
        "$ref" => {
            let path = asked.as_str().unwrap().trim_start_matches('#');
            validate(root, root.pointer(path).unwrap(), value, at)
        }
        "type" => when(match asked {
            Value::Array(types) => types.iter().any(|one| is_type(one, value)),
            one => is_type(one, value),
        }),
        "const" => when(asked == value),
        "enum" => when(asked.as_array().unwrap().contains(value)),
        "minimum" => when(
            value
                .as_f64()
                .is_none_or(|number| number >= asked.as_f64().unwrap()),
        ),
        "anyOf" => when(
            asked
                .as_array()
                .unwrap()
                .iter()
                .any(|one| validate(root, one, value, at).is_empty()),
        ),
        "required" => when(
            asked
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
        ),
        "items" => {
            let items = value.as_array().into_iter().flatten().enumerate();
            items
                .flat_map(|(number, item)| validate(root, asked, item, &format!("{at}[{number}]")))
                .collect()
        }
        "properties" => {
            let properties = asked.as_object().unwrap();
            properties
                .iter()
                .filter_map(|(name, schema)| Some((name, schema, value.get(name)?)))
                .flat_map(|(name, schema, value)| {
                    validate(root, schema, value, &format!("{at}.{name}"))
                })
                .chain(unknown(properties, value, at))
                .collect()
        }
        other => vec![format!("{at}: the keyword {other} is not known here")],
    }
}

/// Fields that the schema does not speak of: it would be incomplete.
fn unknown(properties: &serde_json::Map<String, Value>, value: &Value, at: &str) -> Vec<String> {
    value
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::keys)
        .filter(|name| !properties.contains_key(*name))
        .map(|name| format!("{at}.{name} is not in the schema"))
        .collect()
}

fn is_type(name: &Value, value: &Value) -> bool {
    match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => false,
    }
}
