//! Values of the attributes of articles, as tables repeat them in each row.
//!
//! It does not know the articles, which have numbers.

use crate::model::attribute::AttributeId;
use std::collections::HashMap;
use std::rc::Rc;

/// Values by the number of the article and the attribute.
#[derive(Default)]
pub struct Values {
    values: HashMap<(usize, &'static str), Rc<str>>,
    /// Keys in the order in which they came.
    order: Vec<(usize, &'static str)>,
}

impl Values {
    /// Takes in a value. Of several for one article the first counts: false for another one. An empty cell says nothing.
    pub fn take(&mut self, article: usize, attribute: &'static str, value: &str) -> bool {
        if value.is_empty() {
            return true;
        }
        if let Some(first) = self.values.get(&(article, attribute)) {
            return **first == *value;
        }
        self.values.insert((article, attribute), value.into());
        self.order.push((article, attribute));
        true
    }

    /// Every value with the number of its article, in the order in which they came.
    pub fn finish(mut self) -> impl Iterator<Item = (usize, AttributeId, Rc<str>)> {
        self.order.into_iter().filter_map(move |(article, attribute)| {
            let value = self.values.remove(&(article, attribute))?;
            Some((article, attribute.into(), value))
        })
    }
}
