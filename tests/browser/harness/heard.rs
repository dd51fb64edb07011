//! What the browser tells assistive technology: the tree of roles, names and states, as lines.

use super::page::Page;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Roles whose name holds all the words in them.
const NAMED: [&str; 14] = [
    "button",
    "cell",
    "checkbox",
    "columnheader",
    "combobox",
    "gridcell",
    "heading",
    "option",
    "radio",
    "rowheader",
    "textbox",
    "DisclosureTriangle",
    "LabelText",
    "Legend",
];

/// Roles of which nothing is told.
const SILENT: [&str; 9] = [
    "Abbr",
    "InlineTextBox",
    "LabelText",
    "Legend",
    "ListMarker",
    "generic",
    "none",
    "paragraph",
    "rowgroup",
];

/// States, each with the words for it and for its opposite.
const STATES: [(&str, &str, &str); 6] = [
    ("checked", "checked", "not checked"),
    ("disabled", "disabled", ""),
    ("expanded", "expanded", "collapsed"),
    ("modal", "modal", ""),
    ("pressed", "pressed", "not pressed"),
    ("selected", "selected", ""),
];

/// The number of frames in which everything is drawn.
const FRAMES: usize = 120;

impl Page {
    /// Role and name of every node of the page.
    #[track_caller]
    pub fn roles_and_names(&self) -> Vec<(String, String)> {
        let tree = self.tree();
        let heard = tree.iter().filter(|node| node["ignored"] != true);
        heard.map(|node| (word(node, "role"), word(node, "name"))).collect()
    }

    /// What is told of the element that a selector finds, a line for each thing in it: `radio "Denies" [checked, key d]`.
    #[track_caller]
    pub fn heard(&self, selector: &str) -> Vec<String> {
        let expression = format!("document.querySelector({})", json!(selector));
        let found = self.session.devtools("Runtime.evaluate", &json!({ "expression": expression }));
        let element = &found["result"]["objectId"];
        if element.is_null() {
            return Vec::new();
        }
        let described = self.session.devtools("DOM.describeNode", &json!({ "objectId": element }));
        let tree = self.tree();
        let by_id: HashMap<_, _> =
            tree.iter().filter_map(|node| Some((node["nodeId"].as_str()?, node))).collect();
        let root = tree.iter().find(|node| node["backendDOMNodeId"] == described["node"]["backendNodeId"]);
        let mut lines = Vec::new();
        if let Some(root) = root {
            tell(root, &by_id, false, &mut lines);
        }
        lines
    }

    /// Waits until that is told of the element.
    #[track_caller]
    pub fn expect_heard(&self, selector: &str, expected: &[&str]) {
        let mut heard = self.heard(selector);
        for _ in 0..FRAMES {
            if heard == expected {
                return;
            }
            self.session.frame();
            heard = self.heard(selector);
        }
        assert_eq!(heard, expected, "{selector}");
    }

    /// Waits until the polite message is that.
    #[track_caller]
    pub fn expect_said(&self, words: &str) {
        let said = "page.status().replace(/[\\u2068\\u2069]/g, '')";
        self.session.until(&format!("{said} === arguments[0]"), &[json!(words)]);
    }

    #[track_caller]
    fn tree(&self) -> Vec<Value> {
        let tree = self.session.devtools("Accessibility.getFullAXTree", &json!({}));
        serde_json::from_value(tree["nodes"].clone()).expect("nodes")
    }
}

fn word(node: &Value, what: &str) -> String {
    let word = node[what]["value"].as_str().unwrap_or_default();
    word.replace(['\u{2068}', '\u{2069}'], "")
}

/// Writes the lines of a node and of all in it.
fn tell(node: &Value, by_id: &HashMap<&str, &Value>, is_told: bool, lines: &mut Vec<String>) {
    let role = word(node, "role");
    let is_silent =
        node["ignored"] == true || SILENT.contains(&role.as_str()) || is_told && role == "StaticText";
    let is_bare = role == "group" && word(node, "name").is_empty();
    if !is_silent && !is_bare {
        lines.push(line(node, &role));
    }
    let is_told = is_told || NAMED.contains(&role.as_str());
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children.filter_map(|id| by_id.get(id.as_str()?)) {
        tell(child, by_id, is_told, lines);
    }
}

fn line(node: &Value, role: &str) -> String {
    let properties = node["properties"].as_array().into_iter().flatten();
    let properties: HashMap<_, _> =
        properties.filter_map(|it| Some((it["name"].as_str()?, &it["value"]["value"]))).collect();
    let mut states: Vec<String> = Vec::new();
    for (name, is, is_not) in STATES {
        let state = match properties.get(name) {
            Some(value) if **value == true || **value == "true" => is,
            Some(value) if **value == false || **value == "false" => is_not,
            _ => "",
        };
        states.extend(Some(state).filter(|state| !state.is_empty()).map(str::to_owned));
    }
    let key = properties.get("keyshortcuts").and_then(|key| key.as_str()).filter(|key| !key.is_empty());
    states.extend(key.map(|key| format!("key {key}")));
    // Of a field, what stands in it and what is said besides.
    if ["combobox", "textbox", "group"].contains(&role) {
        let value = word(node, "value");
        states.extend(Some(value).filter(|it| !it.is_empty()).map(|value| format!("holds “{value}”")));
        let about = word(node, "description");
        states.extend(Some(about).filter(|it| !it.is_empty()));
    }
    let name = word(node, "name");
    let told = if role == "StaticText" { name } else { format!("{role} “{name}”") };
    if states.is_empty() { told } else { format!("{told} [{}]", states.join(", ")) }
}
