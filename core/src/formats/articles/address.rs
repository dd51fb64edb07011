//! Addresses: the outlet of an article by the address of its page, as a guess.

use super::draft::Draft;
use crate::import::FieldFrom;

/// Tells a draft its outlet by the address of its page, if nothing else did.
pub fn tell_outlet(draft: &mut Draft) {
    let address =
        draft.fields.iter().find(|field| *field.attribute == *"address").map(|field| field.value.clone());
    if let Some(host) = address.as_deref().and_then(host) {
        draft.tell("outlet", host, FieldFrom::Address);
    }
}

fn host(address: &str) -> Option<&str> {
    let behind = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = behind.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
}
