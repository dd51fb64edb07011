//! Layers: the header of a file, which says what the columns behind a token hold.

use crate::formats::inception::is_made_by_people;

/// Layer with its columns.
pub struct Layer<'a> {
    /// Type of its annotations.
    pub name: &'a str,
    pub sort: Sort,
    pub columns: Vec<Column<'a>>,
}

/// Sort of a layer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Spans,
    Relations,
    /// Chains of mentions, in which each has the number of its chain and of its link.
    Chains,
    /// Findings of a program about the language.
    PassedOver,
}

/// Thing that a column holds.
#[derive(Clone, Copy)]
pub enum Column<'a> {
    /// Feature of that name.
    Feature(&'a str),
    /// Roles of a feature of that name that links to other annotations.
    Roles(&'a str),
    /// Annotations of that layer to which these roles link.
    Targets(&'a str),
    /// Start of a relation between annotations of that layer.
    Base(&'a str),
}

/// Layer of a line `#T_SP=type|feature`, `#T_RL=type|feature|BT_type` or `#T_CH=type|…`, without its first three characters.
pub fn layer(header: &str) -> Layer<'_> {
    let (kind, declared) = header.split_once('=').unwrap_or((header, ""));
    let (name, features) = declared.split_once('|').unwrap_or((declared, ""));
    let sort = match kind {
        "CH" => Sort::Chains,
        _ if !is_made_by_people(name) => Sort::PassedOver,
        "RL" => Sort::Relations,
        _ => Sort::Spans,
    };
    let mut columns = Vec::new();
    for feature in features.split('|') {
        columns.push(match (columns.last(), feature.strip_prefix("ROLE_"), feature.strip_prefix("BT_")) {
            (Some(Column::Roles(_)), ..) => Column::Targets(feature),
            // The feature, behind its layer and in front of the type of the link.
            (_, Some(role), _) => Column::Roles(
                role.split_once('_').map_or(role, |(of, _)| of.rsplit(':').next().unwrap_or(of)),
            ),
            (.., Some(base)) if kind == "RL" => Column::Base(base),
            _ => Column::Feature(feature),
        });
    }
    Layer { name, sort, columns }
}
