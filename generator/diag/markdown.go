package diag

import "strings"

var markdownCodes = []Entry{
	{
		Code: "markdown-raw-html", Severity: Warning,
		Title: Text{
			EN: "HTML in the text of a case",
			FR: "du HTML dans le texte d’un cas",
		},
		Why: Text{
			EN: "Anyone may send in a case, so HTML in its text is never passed on to readers: the tags are shown as they were written. Write the same thing in Markdown: **bold**, *italic*, > for a quote, | for a table. To show a tag on purpose, put it in `backquotes`.",
			FR: "N’importe qui peut proposer un cas : le HTML de son texte n’est donc jamais transmis aux lecteurs, et les balises s’affichent telles quelles. Écrivez la même chose en Markdown : **gras**, *italique*, > pour une citation, | pour un tableau. Pour montrer une balise, mettez-la entre `accents graves`.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "The list was <b>lost</b> on Monday.\n",
		Right: exampleHead + "The list was **lost** on Monday.\n",
	},
	{
		Code: "markdown-link-scheme", Severity: Warning,
		Title: Text{
			EN: "a link that is neither to the web, nor an e-mail address, nor to a page of the site",
			FR: "un lien qui ne mène ni au web, ni à une adresse électronique, ni à une page du site",
		},
		Why: Text{
			EN: "A link may begin with https://, http:// or mailto:, or be relative. Other schemes can run programs on the reader’s machine or lead to files that only the writer has, so only the text of such a link is shown.",
			FR: "Un lien peut commencer par https://, http:// ou mailto:, ou être relatif. Les autres schémas peuvent lancer des programmes chez le lecteur ou désigner des fichiers que seul l’auteur possède : seul le texte d’un tel lien s’affiche.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "The [report](file:///home/me/report.pdf) says what was lost.\n",
		Right: exampleHead + "The [report](https://example.org/report.pdf) says what was lost.\n",
	},
	{
		Code: "markdown-image-source", Severity: Warning,
		Title: Text{
			EN: "an image that is neither a file of the site nor on an https address",
			FR: "une image qui n’est ni un fichier du site ni à une adresse https",
		},
		Why: Text{
			EN: "Give the relative path of a file that lies beside the case, or an https:// address, which is shown as a link. Of any other image only the description is shown.",
			FR: "Donnez le chemin relatif d’un fichier placé à côté du cas, ou une adresse https://, qui s’affiche comme un lien. De toute autre image, seule la description s’affiche.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "![The form that was lost](http://example.org/form.png)\n",
		Right: exampleHead + "![The form that was lost](https://example.org/form.png)\n",
	},
	{
		Code: "markdown-image-alt", Severity: Warning,
		Title: Text{
			EN: "an image without a description",
			FR: "une image sans description",
		},
		Why: Text{
			EN: "Who listens to the page, and who reads it where the image does not load, has only the description. Say in a few words what the image shows that the text does not.",
			FR: "Qui écoute la page, ou la lit là où l’image ne s’affiche pas, n’a que la description. Dites en quelques mots ce que l’image montre et que le texte ne dit pas.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "![](https://example.org/form.png)\n",
		Right: exampleHead + "![The form that was lost](https://example.org/form.png)\n",
	},
	{
		Code: "markdown-heading-one", Severity: Warning,
		Title: Text{
			EN: "a heading of the first level in the text",
			FR: "un titre de premier niveau dans le texte",
		},
		Why: Text{
			EN: "The title of a case is the first heading of its page, and people who listen to the page find their way by its headings. Begin the headings of the text with ##. The heading is shown as one of the second level.",
			FR: "Le titre d’un cas est le premier titre de sa page, et qui écoute la page s’y retrouve grâce aux titres. Commencez les titres du texte par ##. Le titre s’affiche au deuxième niveau.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "# What happened\n\nThe list was lost.\n",
		Right: exampleHead + "## What happened\n\nThe list was lost.\n",
	},
	{
		Code: "markdown-heading-skip", Severity: Warning,
		Title: Text{
			EN: "a heading that skips a level",
			FR: "un titre qui saute un niveau",
		},
		Why: Text{
			EN: "Headings are the table of contents of those who listen to the page: under ## comes ###, not ####. Choose the level by what stands in what, not by the size of the letters.",
			FR: "Les titres sont la table des matières de qui écoute la page : sous ## vient ###, et non ####. Choisissez le niveau d’après ce qui contient quoi, et non d’après la taille des lettres.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "## What happened\n\n#### On Monday\n\nThe list was lost.\n",
		Right: exampleHead + "## What happened\n\n### On Monday\n\nThe list was lost.\n",
	},
	{
		Code: "markdown-note-missing", Severity: Warning,
		Title: Text{
			EN: "a reference to a note that is not there",
			FR: "un appel de note sans note",
		},
		Why: Text{
			EN: "[^name] refers to a note, which stands on a line of its own that begins with [^name]: and a space. Without it the reader sees the brackets.",
			FR: "[^nom] appelle une note, qui se trouve sur sa propre ligne commençant par [^nom]: et une espace. Sans elle, le lecteur voit les crochets.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "The list was lost.[^police]\n",
		Right: exampleHead + "The list was lost.[^police]\n\n[^police]: The loss was told to the police.\n",
	},
	{
		Code: "markdown-note-unused", Severity: Warning,
		Title: Text{
			EN: "a note that nothing refers to",
			FR: "une note à laquelle rien ne renvoie",
		},
		Why: Text{
			EN: "A note is shown only where the text refers to it; this one would be lost. Put its [^name] where it belongs, or remove it.",
			FR: "Une note ne s’affiche que si le texte y renvoie ; celle-ci serait perdue. Placez son [^nom] au bon endroit, ou supprimez-la.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + "The list was lost.\n\n[^police]: The loss was told to the police.\n",
		Right: exampleHead + "The list was lost.[^police]\n\n[^police]: The loss was told to the police.\n",
	},
	{
		Code: "markdown-too-complex", Severity: Error,
		Title: Text{
			EN: "more quotes, lists or brackets than anyone reads",
			FR: "plus de citations, de listes ou de crochets que quiconque ne peut lire",
		},
		Why: Text{
			EN: "A line that opens more than fifty quotes or lists, or a paragraph with thousands of brackets, is a slip or an attack: it would keep the site from being built in a reasonable time. Write the text with a few levels, and cut a very long list or table in parts with blank lines between them.",
			FR: "Une ligne qui ouvre plus de cinquante citations ou listes, ou un paragraphe de plusieurs milliers de crochets, est une faute de frappe ou une attaque : le site ne pourrait plus être construit en un temps raisonnable. Écrivez le texte avec quelques niveaux, et découpez une très longue liste ou un très long tableau en parties séparées par des lignes vides.",
		},
		File:  "cases/example.md",
		Wrong: exampleHead + strings.Repeat(">", 60) + " The list was lost.\n",
		Right: exampleHead + "> The list was lost.\n",
	},
}

// exampleHead is the front matter of the examples whose fault is in the text.
const exampleHead = "---\ntitle: A list was lost\nsummary: A list of names was lost.\n---\n\n"
