//! Benches only: `cargo bench -p glossator-benches`. A package of its own, so that no test waits for what measures.
