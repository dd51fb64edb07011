//! Accounting: nothing that a file holds is lost in silence. Each piece of it is taken away in turn; if that changes neither what
//! comes in nor what is said, the piece was passed over.

use super::{hard, written};
use glossator_core::formats::{self, FORMATS, RawFile};

fn read(files: &[RawFile]) -> String {
    format!("{:?}", formats::read_together(files))
}

/// Pieces of the file of that name, among those that are opened with it, that were passed over.
fn passed_over(files: &[RawFile], name: &str, pieces: fn(&str) -> Vec<Piece>) -> Vec<String> {
    let whole = read(files);
    let of = files.iter().position(|file| &*file.name == name).expect("a file");
    let content = String::from_utf8(files[of].bytes.clone().expect("bytes").to_vec()).expect("text");
    let is_passed_over = |piece: &Piece| {
        let mut files = files.to_vec();
        files[of] = RawFile::new(name, piece.without.as_bytes());
        read(&files) == whole
    };
    pieces(&content).into_iter().filter(is_passed_over).map(|piece| piece.words).collect()
}

/// Piece of a file, and the file without it.
struct Piece {
    words: String,
    without: String,
}

fn lines(content: &str) -> Vec<Piece> {
    let all: Vec<_> = content.lines().collect();
    let without = |at: usize| {
        let others = all.iter().enumerate().map(|(other, line)| if other == at { "" } else { line });
        others.collect::<Vec<_>>().join("\n")
    };
    let lines = all.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| Piece { words: (*line).to_owned(), without: without(at) }).collect()
}

/// Table with its cells, and what stands between them.
struct Cells<'a> {
    rows: Vec<Vec<&'a str>>,
    between: &'static str,
}

impl<'a> Cells<'a> {
    fn of(content: &'a str, between: &'static str) -> Self {
        Self { rows: content.lines().map(|line| line.split(between).collect()).collect(), between }
    }

    /// Table with other words in those cells.
    fn with(&self, is_meant: impl Fn(usize, usize, &str) -> bool, words: &str) -> String {
        let mut lines = Vec::new();
        for (row, cells) in self.rows.iter().enumerate() {
            let cells = cells.iter().enumerate();
            let cells: Vec<_> =
                cells.map(|(column, cell)| if is_meant(row, column, cell) { words } else { cell }).collect();
            lines.push(cells.join(self.between));
        }
        lines.join("\n")
    }
}

/// Cells behind the header of a table without quotation marks.
fn cells(content: &str) -> Vec<Piece> {
    let table =
        Cells::of(content, if content.lines().next().is_some_and(|it| it.contains(';')) { ";" } else { "," });
    let mut pieces = Vec::new();
    for (row, cells) in table.rows.iter().enumerate().skip(1) {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let without = table.with(|it, other, _| (it, other) == (row, column), "");
            pieces.push(Piece { words: (*cell).to_owned(), without });
        }
    }
    pieces
}

/// Values behind the tokens of a WebAnno file. That of an annotation of several tokens, which have its number, is one.
fn values(content: &str) -> Vec<Piece> {
    let table = Cells::of(content, "\t");
    let mut pieces = Vec::new();
    for (row, cells) in table.rows.iter().enumerate().filter(|(_, cells)| cells.len() > 3) {
        for (column, cell) in cells.iter().enumerate().skip(3) {
            if ["", "_"].contains(cell) || cell.starts_with('*') {
                continue;
            }
            let value = cell.split('|').find(|value| !value.starts_with('*')).unwrap_or(cell);
            let number = value.rfind('[').map(|at| &value[at..]).filter(|number| number.len() > 2);
            let without = table.with(
                |it, other, cell| {
                    other == column && (it == row || number.is_some_and(|number| cell.contains(number)))
                },
                "_",
            );
            pieces.push(Piece { words: (*cell).to_owned(), without });
        }
    }
    pieces
}

fn text(name: &str) -> RawFile {
    RawFile::new(name, &b"Mara met Ivo in Oslo.\nThey talked.\n"[..])
}

#[test]
fn every_record_of_brat_counts() {
    let ann = "T1\tactor 0 4\tMara\nT2\tclaim 0 4;16 20\tMara Oslo\nT3\tlocation 16 20\tOslo\nT4\tSay 5 8\tmet\nR1\tin Arg1:T1 Arg2:T3\nR2\tin Arg1:T1 Arg2:T9\nE1\tSay:T4 Who:T1 Where:T3\nE2\tSay:T4\nE3\tOther:T3\nA1\tNegation E1\nA2\tSure T1 high\nA3\tSure R1\nM1\tSpeculation E2\nN1\tReference T1 Wikipedia:1\tMara\nN2\tReference T9 Wikipedia:1\tMara\n#1\tAnnotatorNotes T1\tone\n#2\tAnnotatorNotes T1\ttwo\n#3\tLemma T3\tOslo\n#4\tAnnotatorNotes A1\tthree\n#5\tAnnotator T1\tAna\n#6\tAnnotator T1\tBob\n#7\tAnnotatorNotes E1\tfour\n#8\tAnnotatorNotes R1\tfive\n*\tEquiv T1 T3 T4\n*\tAlias T1 T9\nX1\tnonsense\nT5\tactor\n";
    let files = [text("n.txt"), RawFile::new("n.ann", ann.as_bytes())];
    assert_eq!(passed_over(&files, "n.ann", lines), [""; 0]);
}

#[test]
fn every_cell_of_a_table_counts() {
    let table = "id,document,start,end,label,text,note,annotator,created,modified,outlet,from\n1,n,0,4,actor,Mara,who?,Ana,2025-05-26T08:00:00.000Z,yesterday,Daily,x\n2,n.txt,16,20,location,Oslo,,Bob,never,,Weekly,\n3,gone,0,4,actor,Mara,,,,,,\n";
    let relations = "type;from;to;note;more\nin;1;2;why?;x\n";
    let files = [
        text("n.txt"),
        RawFile::new("a.csv", table.as_bytes()),
        RawFile::new("a relations.csv", relations.as_bytes()),
    ];
    // The article that is not there is found out once it is known what is here.
    assert_eq!(passed_over(&files, "a.csv", cells), [""; 0]);
    assert_eq!(passed_over(&files, "a relations.csv", cells), [""; 0]);
}

#[test]
fn every_value_of_webanno_counts() {
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n#T_SP=x.Claim|strength|sure|note|comment|ROLE_x.Claim:by_x.ClaimByLink|de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n#T_CH=x.Link|referenceType|referenceRelation\n#T_RL=x.Rel|kind|sure|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n\n\n#Text=Mara met Ivo\n1-1\t0-4\tMara\tNE\tQ1\tPER\t_\t_\t_\t_\t_\t_\tp[1]\tcoref->1-1\t_\t_\t_\n1-2\t5-8\tmet\tVV[7]\t_\t_\tstrong\tyes\twhy?\tmore\tagent;patient\t1-1;1-3\t_\t_\t_\t_\t_\n1-3\t9-12\tIvo\tVV[7]|NE\tQ2\tPER[9]|ORG[10]\t_\t_\t_\t_\t_\t_\tp[1]\tend->1-2\tby\tno\t1-1\n";
    let files = [RawFile::new("n.tsv", tsv.as_bytes())];
    assert_eq!(passed_over(&files, "n.tsv", values), [""; 0]);
}

#[test]
fn every_piece_of_our_own_files_counts() {
    let corpus = hard();
    for format in
        FORMATS.into_iter().filter(|format| ["brat", "csv", "spreadsheet", "webanno"].contains(&format.id))
    {
        let files = written(format, &corpus);
        for file in &files {
            let name = &*file.name;
            let pieces: fn(&str) -> Vec<Piece> = match name.rsplit_once('.') {
                Some((_, "ann")) => lines,
                Some((_, "tsv")) => values,
                _ => continue,
            };
            assert_eq!(passed_over(&files, name, pieces), [""; 0], "{name}");
        }
    }
}

#[test]
fn every_file_of_an_archive_counts() {
    let files = [
        text("news/n.txt"),
        RawFile::new("news/n.ann", &b"T1\tactor 0 4\tMara\n"[..]),
        RawFile::new("news/README", &b"words"[..]),
        RawFile::new("news/a.docx", &b"PK\x03\x04"[..]),
        RawFile::new("news/b.html", &b"<p>Mara</p>"[..]),
        RawFile::new("news/c.png", &b"\x89PNG"[..]),
        RawFile::new("news/d.png", &b"\x89PNG"[..]),
        RawFile::new("news/e.conll", &b"Mara\tB-PER\n"[..]),
        RawFile::new("news/old.txt", &b"f\xfcr Mara"[..]),
        RawFile::new("news/.hidden", &b"words"[..]),
        RawFile::new("news/inner.zip", &b"PK\x03\x04"[..]),
        RawFile::new("annotation/e.txt/mara.xmi", &b"<?xml version=\"1.0\"?><x/>"[..]),
        RawFile::new("annotation_ser/f.txt/mara.ser", &b"\xac\xed\x00\x05"[..]),
        RawFile::new("exportedproject.json", &b"{\"name\":\"News\"}"[..]),
    ];
    let whole = read(&files);
    for at in 0..files.len() {
        let mut fewer = files.to_vec();
        let file = fewer.remove(at);
        assert_ne!(read(&fewer), whole, "{}", file.name);
    }
}
