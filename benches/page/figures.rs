//! The figures that were measured, and their table.

use serde_json::{Value, json};
use std::fmt;

/// Figures by what was measured.
#[derive(Default)]
pub struct Figures(Vec<Row>);

/// One line of the table.
struct Row {
    size: String,
    measure: &'static str,
    /// Of whom, in the order of [`SUBJECTS`].
    of: [Vec<f64>; 3],
}

/// The page that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The page.
    Glossator,
    /// The floor that it cannot be faster than.
    Floor,
    /// An editor that is known to be fast.
    Reference,
}

impl Figures {
    /// Adds a figure.
    pub fn add(&mut self, size: &str, measure: &'static str, subject: Subject, figure: f64) {
        let place = self.0.iter().position(|row| row.size == size && row.measure == measure);
        let at = place.unwrap_or_else(|| {
            self.0.push(Row { size: size.to_owned(), measure, of: Default::default() });
            self.0.len() - 1
        });
        self.0[at].of[subject as usize].push(figure);
    }

    /// Everything, for programs.
    pub fn json(&self) -> String {
        let names = ["glossator", "floor", "reference"];
        let row = |row: &Row| {
            let mut made = json!({ "size": row.size, "measure": row.measure });
            for (name, figures) in names.iter().zip(&row.of).filter(|(_, figures)| !figures.is_empty()) {
                made[*name] = json!(figures);
            }
            made
        };
        let rows: Value = self.0.iter().map(row).collect();
        serde_json::to_string_pretty(&rows).expect("figures") + "\n"
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "Medians (least–most); × is the ratio of the medians.\n")?;
        writeln!(formatter, "| size | measure | Glossator | floor | × | CodeMirror 6 | × |")?;
        writeln!(formatter, "|---|---|---|---|---|---|---|")?;
        for Row { size, measure, of } in &self.0 {
            let ratio = |other: &[f64]| match (median(&of[0]), median(other)) {
                (Some(own), Some(other)) if other > 0.0 => format!("{:.2}", own / other),
                _ => String::new(),
            };
            writeln!(
                formatter,
                "| {size} | {measure} | {} | {} | {} | {} | {} |",
                spread(&of[0]),
                spread(&of[1]),
                ratio(&of[1]),
                spread(&of[2]),
                ratio(&of[2]),
            )?;
        }
        Ok(())
    }
}

fn median(figures: &[f64]) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

fn spread(figures: &[f64]) -> String {
    let Some(median) = median(figures) else { return String::new() };
    let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
    let most = figures.iter().copied().fold(0.0, f64::max);
    if least.total_cmp(&most).is_eq() {
        return written(median);
    }
    format!("{} ({}–{})", written(median), written(least), written(most))
}

fn written(figure: f64) -> String {
    if figure < 100.0 && figure.fract() != 0.0 { format!("{figure:.1}") } else { format!("{figure:.0}") }
}
