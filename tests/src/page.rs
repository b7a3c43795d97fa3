//! Guided pages: the commands in their `console` blocks, with the output they show.
//!
//! A command follows `$ ` and goes on over lines while a quote is open; what follows is its output.

/// A command of a page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Where it stands, from 1.
    pub line: usize,
    /// Its words, as a shell would split them: single and double quotes, no expansion.
    pub words: Vec<String>,
    /// The lines of its output: from, to (0-based, to excluded).
    pub output: std::ops::Range<usize>,
}

/// The commands of a page, in order.
pub fn commands(text: &str) -> Vec<Shown> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<Shown> = Vec::new();
    let (mut inside, mut at) = (false, 0);
    while at < lines.len() {
        let line = lines[at];
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            let (start, mut command) = (at, command.to_owned());
            let words = loop {
                match split(&command) {
                    Some(words) => break words,
                    None if at + 1 < lines.len() => {
                        at += 1;
                        command.push('\n');
                        command.push_str(lines[at]);
                    }
                    None => break Vec::new(),
                }
            };
            found.push(Shown { line: start + 1, words, output: at + 1..at + 1 });
        } else if inside && let Some(shown) = found.last_mut() {
            shown.output.end = at + 1;
        }
        at += 1;
    }
    found
}

/// `None` where a quote is still open.
fn split(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut started) = (String::new(), None, false);
    for c in command.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => word.push(c),
            None if c == '\'' || c == '"' => (quote, started) = (Some(c), true),
            None if c.is_whitespace() => {
                if started {
                    words.push(std::mem::take(&mut word));
                }
                started = false;
            }
            None => {
                word.push(c);
                started = true;
            }
        }
    }
    if started {
        words.push(word);
    }
    quote.is_none().then_some(words)
}
