//! Documents, spans, annotations and their history: the whole annotator without a screen.
