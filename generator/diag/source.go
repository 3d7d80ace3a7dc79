package diag

var sourceCodes = []Entry{
	{
		Code: "source-not-utf8", Severity: Error,
		Title: Text{"a file is not UTF-8 text", "un fichier n’est pas un texte en UTF-8"},
		Why: Text{
			"Content is read as UTF-8. A file in another encoding would show wrong letters, or none. Save it as UTF-8 in your editor.",
			"Le contenu est lu en UTF-8. Un fichier enregistré dans un autre encodage afficherait des lettres fausses, ou n’en afficherait pas. Enregistrez-le en UTF-8 dans votre éditeur.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: Caf\xe9 lost\nsummary: A list was lost.\n---\n",
		Right: "---\ntitle: Café lost\nsummary: A list was lost.\n---\n",
	},
	{
		Code: "source-too-large", Severity: Error,
		Title: Text{"a file is too large to be content", "un fichier est trop volumineux pour être du contenu"},
		Why: Text{
			"A case or rule file is a text that a person wrote. One of several megabytes is something else that ended up in the content folder. Move it elsewhere.",
			"Un cas ou un fichier de règles est un texte écrit par une personne. Un fichier de plusieurs mégaoctets est autre chose, arrivé par erreur dans le dossier du contenu. Déplacez-le.",
		},
		File:  "cases/example.md",
		Wrong: repeat("---\ntitle: A list was lost\nsummary: A list was lost.\n---\n", "The list was lost. ", 120_000),
		Right: "---\ntitle: A list was lost\nsummary: A list was lost.\n---\n\nThe list was lost.\n",
	},
	{
		Code: "source-symlink", Severity: Error,
		Title: Text{"a symbolic link in the content folder", "un lien symbolique dans le dossier du contenu"},
		Why: Text{
			"A link could lead out of the content folder and publish a file that was never meant for readers. Put the file itself in the folder.",
			"Un lien pourrait mener hors du dossier du contenu et publier un fichier qui n’était pas destiné aux lecteurs. Placez le fichier lui-même dans le dossier.",
		},
		File:  "cases/example.md -> ../outside.md",
		Wrong: "../outside.md",
		Right: "---\ntitle: A list was lost\nsummary: A list was lost.\n---\n",
	},
}
