//! The team: who is who, and whose writes are left out, as the design document of the server says.
//!
//! ```text
//! {"form":1,"team":{"ada":"coder","lea":"lead","rea":"reader"},"left_out":["mal"],"validate_doc_update":"function …"}
//! ```
//!
//! The server runs the rules that stand beside it. CouchDB lets into a database whom its security object names, so that names the same
//! people. A team does not know who is at this page.

use super::doc::Doc;
use crate::json::{self, Fields};
use crate::model::role::Role;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Members and their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// Roles by name; whoever is not in it may only read.
    pub members: BTreeMap<Rc<str>, Role>,
    /// Names of those whose writes count for nothing.
    pub left_out: BTreeSet<Rc<str>>,
    /// True if the project is of a later form: nobody writes into it from this page.
    pub is_newer: bool,
}

impl Team {
    /// Id of its document.
    pub const ID: &str = "_design/glossator";

    /// Number of the form that is written.
    const FORM: u64 = 1;

    /// Reads the document; `None` for another one.
    #[must_use]
    pub fn of(doc: &Doc) -> Option<Self> {
        if doc.id != Self::ID {
            return None;
        }
        let fields: Fields<'_> = serde_json::from_str(&doc.body).ok()?;
        let form: u64 = serde_json::from_str(fields.get("form")?.get()).ok()?;
        let members = Fields::of(fields.get("team")?)?.0.into_iter();
        // A role of a later version may not do less than nothing.
        let role =
            |word: &RawValue| json::text(word).and_then(|it| Role::of_word(&it)).unwrap_or(Role::Reader);
        let left_out = fields.get("left_out").and_then(json::items).unwrap_or_default().into_iter();
        Some(Self {
            members: members.map(|(name, word)| (Rc::from(&*name), role(word))).collect(),
            left_out: left_out.filter_map(json::text).map(|name| Rc::from(&*name)).collect(),
            is_newer: form > Self::FORM,
        })
    }

    /// The document, with the rules by which the server refuses what a role may not write.
    #[must_use]
    pub fn doc(&self, rules: &str, rev: Option<String>) -> Doc {
        let names =
            |names: &BTreeSet<Rc<str>>| json::compact(&names.iter().map(|it| &**it).collect::<Vec<_>>());
        let members: BTreeMap<&str, &str> =
            self.members.iter().map(|(name, role)| (&**name, role.word())).collect();
        let (form, left_out) = (Self::FORM + u64::from(self.is_newer), names(&self.left_out));
        let (members, rules) = (json::compact(&members), json::compact(&rules));
        let body = format!(
            r#"{{"form":{form},"team":{members},"left_out":{left_out},"validate_doc_update":{rules}}}"#
        );
        Doc { id: Self::ID.to_owned(), rev, body }
    }

    /// Security object of the database, with everybody of the team as a member and who leads as an administrator. Of the object as it
    /// was, all else stays: roles of the server, and names that the team `before` did not have either. `None` where `security` is no
    /// object. Its form is [CouchDB's](https://docs.couchdb.org/en/stable/api/database/security.html).
    #[must_use]
    pub fn security(&self, before: &Self, security: &str) -> Option<String> {
        let mut security: Value = serde_json::from_str(security).ok()?;
        let is_known = |name: &str| self.members.contains_key(name) || before.members.contains_key(name);
        for (group, least) in [("admins", Role::Lead), ("members", Role::Reader)] {
            let group = security.as_object_mut()?.entry(group).or_insert_with(|| json!({}));
            let names = group.as_object_mut()?.entry("names").or_insert_with(|| json!([])).as_array_mut()?;
            names.retain(|name| name.as_str().is_none_or(|name| !is_known(name)));
            let of_team = self.members.iter().filter(|(_, role)| **role >= least);
            names.extend(of_team.map(|(name, _)| Value::from(&**name)));
        }
        Some(security.to_string())
    }

    /// Role of that person.
    #[must_use]
    pub fn role(&self, person: &str) -> Role {
        let role = self.members.get(person).copied().unwrap_or(Role::Reader);
        if self.is_newer { Role::Reader } else { role }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_lets_in_whoever_is_in_the_team() {
        let team = |members: &[(&str, Role)]| Team {
            members: members.iter().map(|(name, role)| ((*name).into(), *role)).collect(),
            ..Team::default()
        };
        let before = team(&[("ada", Role::Coder), ("cem", Role::Lead), ("lea", Role::Lead)]);
        let after = team(&[("ada", Role::Lead), ("bob", Role::Reader), ("lea", Role::Lead)]);
        let check = |security: &str, expected: &str| {
            assert_eq!(after.security(&before, security).as_deref(), Some(expected), "{security}");
        };
        check(
            r#"{"admins":{"names":["root","cem","lea"],"roles":["_admin"]},"members":{"names":["ada","cem"],"roles":[]},"other":1}"#,
            r#"{"admins":{"names":["root","ada","lea"],"roles":["_admin"]},"members":{"names":["ada","bob","lea"],"roles":[]},"other":1}"#,
        );
        // Security of a database of PouchDB Server that nobody closed.
        check("{}", r#"{"admins":{"names":["ada","lea"]},"members":{"names":["ada","bob","lea"]}}"#);
        for security in ["", "[]", r#"{"admins":[]}"#, r#"{"admins":{"names":"lea"}}"#] {
            assert_eq!(after.security(&before, security), None, "{security}");
        }
    }
}
