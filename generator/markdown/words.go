package markdown

import "strings"

// wording is what a document says in a reader's language beside its text. The words need no escaping.
type wording struct {
	alerts                   [5]string
	anchor, notes, back, box string
}

var alertClasses = [...]string{"note", "tip", "important", "warning", "caution"}

var wordings = map[string]wording{
	"en": {alerts: [5]string{"Note", "Tip", "Important", "Warning", "Caution"},
		anchor: "Link to this section", notes: "Notes", back: "Back to reference ", box: "Done"},
	"fr": {alerts: [5]string{"Remarque", "Conseil", "Important", "Attention", "Prudence"},
		anchor: "Lien vers cette section", notes: "Notes", back: "Retour à l’appel de note ", box: "Fait"},
}

// wordsOf returns the wording of a language, English for one it does not know.
func wordsOf(lang string) wording {
	lang, _, _ = strings.Cut(lang, "-")
	if w, ok := wordings[lang]; ok {
		return w
	}
	return wordings["en"]
}
