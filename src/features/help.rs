//! Help: the first steps, every key, and the meaning of the labels.

pub mod view;
