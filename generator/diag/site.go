package diag

import "strings"

// siteFile builds the site.yaml of an example: the keys given after the title.
func siteFile(keys string) string { return "title: Example\nlaw-as-of: 2026-01-01\n" + keys }

var siteCodes = []Entry{
	{
		Code: "site-address-taken", Severity: Error,
		Title: Text{"two pages have the same address", "deux pages ont la même adresse"},
		Why: Text{
			"Addresses are made of the names of files, of ids, aliases and tags. Where two come out the same, one page would replace the other, and nobody would notice. Rename the one that is yours: a page of the content cannot be named like a part of the site, such as cases, rules or matrix.",
			"Les adresses sont faites des noms de fichiers, des identifiants, des alias et des mots-clés. Si deux sont les mêmes, une page remplacerait l’autre sans que personne le remarque. Renommez celle qui est à vous : une page du contenu ne peut porter le nom d’une partie du site, comme cases, rules ou matrix.",
		},
		File:  "pages/matrix.md",
		Wrong: "---\ntitle: The matrix explained\n---\nOne row for each case.\n",
		Right: "---\ntitle: The matrix explained\n---\nOne row for each case.\n",
		Moved: "pages/matrix-explained.md",
	},
	{
		Code: "site-address-too-long", Severity: Error,
		Title: Text{"an address that no folder can have for a name", "une adresse qui ne peut servir de nom de dossier"},
		Why: Text{
			"Addresses are made of the names of files, of ids and aliases, and each part of one becomes a folder. File systems take names of 255 bytes, some of fewer, so a part may have 200. Shorten the id: nobody types a longer one.",
			"Les adresses sont faites des noms de fichiers, des identifiants et des alias, et chacune de leurs parties devient un dossier. Les systèmes de fichiers acceptent des noms de 255 octets, parfois moins : une partie peut en compter 200. Raccourcissez l’identifiant ; personne n’en saisit de plus long.",
		},
		File:  "cases/example.md",
		Wrong: listCase("aliases: [" + strings.Repeat("list-", 50) + "lost]\n"),
		Right: listCase("aliases: [lost-list]\n"),
	},
	{
		Code: "site-too-many-tags", Severity: Error,
		Title: Text{"more tags than a reader can choose from", "plus de mots-clés qu’un lecteur ne peut en parcourir"},
		Why: Text{
			"Each tag has a page in each language, and is a choice in the search. A site has at most 1,000 of them; more often come of a table of which a column with a text of its own in each row was taken for tags. Use tags that several cases share.",
			"Chaque mot-clé a une page dans chaque langue et constitue un choix dans la recherche. Un site en compte au plus 1 000 ; davantage provient souvent d’un tableau dont une colonne, au texte différent à chaque ligne, a été prise pour des mots-clés. Employez des mots-clés communs à plusieurs cas.",
		},
		File:  "cases/example.md",
		Wrong: listCase("tags: [one-more]\n"),
		Right: listCase("tags: [list-0-1]\n"),
		Beside: []File{
			{"cases/a.md", listCase("tags:\n" + counted("  - list-0-%d\n", 200))}, {"cases/b.md", listCase("tags:\n" + counted("  - list-1-%d\n", 200))},
			{"cases/c.md", listCase("tags:\n" + counted("  - list-2-%d\n", 200))}, {"cases/d.md", listCase("tags:\n" + counted("  - list-3-%d\n", 200))},
			{"cases/e.md", listCase("tags:\n" + counted("  - list-4-%d\n", 200))},
		},
	},
	{
		Code: "site-bad-language", Severity: Error,
		Title: Text{"a language of the site that is none, or stands twice", "une langue du site qui n’en est pas une, ou répétée"},
		Why: Text{
			"Languages are written with two lower-case letters; the first is the one that readers get when they ask for no other. Each becomes a part of addresses.",
			"Les langues s’écrivent en deux minuscules ; la première est celle que reçoit le lecteur qui n’en demande pas d’autre. Chacune entre dans les adresses.",
		},
		File:  "site.yaml",
		Wrong: siteFile("languages: [english]\n"),
		Right: siteFile("languages: [en]\n"),
	},
	{
		Code: "site-bad-address", Severity: Error,
		Title: Text{"the address of the site or its repository is not whole", "l’adresse du site ou de son dépôt est incomplète"},
		Why: Text{
			"Feeds, the list of pages for search engines and the links for editing need whole addresses, with https:// before them and nothing after a ? or #.",
			"Le flux, la liste des pages pour les moteurs de recherche et les liens de modification demandent des adresses complètes, précédées de https:// et sans rien après un ? ou un #.",
		},
		File:  "site.yaml",
		Wrong: siteFile("address: example.org/casebook\n"),
		Right: siteFile("address: https://example.org/casebook/\n"),
	},
	{
		Code: "site-unknown-timezone", Severity: Error,
		Title: Text{"the site’s time zone does not exist", "le fuseau horaire du site n’existe pas"},
		Why: Text{
			"Days and times of cases that name no zone of their own are read in this one. Zones have the names of the IANA list: a continent and a city.",
			"Les jours et heures des cas qui n’indiquent pas de fuseau sont lus dans celui-ci. Les fuseaux portent les noms de la liste de l’IANA : un continent et une ville.",
		},
		File:  "site.yaml",
		Wrong: siteFile("timezone: Paris\n"),
		Right: siteFile("timezone: Europe/Paris\n"),
	},
	{
		Code: "site-bad-date", Severity: Error,
		Title: Text{"a date of site.yaml that cannot be", "une date impossible dans site.yaml"},
		Why: Text{
			"law-as-of says up to which day the rules follow the law, and every page shows it. It is written year first: 2026-01-01.",
			"law-as-of indique jusqu’à quel jour les règles suivent le droit, et chaque page l’affiche. La date s’écrit l’année d’abord : 2026-01-01.",
		},
		File:  "site.yaml",
		Wrong: "title: Example\nlaw-as-of: 1 January 2026\n",
		Right: "title: Example\nlaw-as-of: 2026-01-01\n",
	},
	{
		Code: "site-unknown-code", Severity: Error,
		Title: Text{"site.yaml silences a warning that does not exist", "site.yaml fait taire un avertissement qui n’existe pas"},
		Why: Text{
			"A warning is silenced by the code that stands in brackets after it. A misspelt code would silence nothing.",
			"On fait taire un avertissement par le code qui le suit entre crochets. Un code mal orthographié ne ferait rien taire.",
		},
		File:  "site.yaml",
		Wrong: siteFile("silence: [case-unused-sorce]\n"),
		Right: siteFile("silence: [case-unused-source]\n"),
	},
	{
		Code: "site-silenced-error", Severity: Error,
		Title: Text{"site.yaml tries to silence an error", "site.yaml tente de faire taire une erreur"},
		Why: Text{
			"A warning may be known and accepted; an error means that a page would be wrong. Mend what it reports.",
			"Un avertissement peut être connu et accepté ; une erreur signifie qu’une page serait fausse. Corrigez ce qu’elle signale.",
		},
		File:  "site.yaml",
		Wrong: siteFile("silence: [case-quote-missing]\n"),
		Right: siteFile(""),
	},
	{
		Code: "site-bad-size", Severity: Error,
		Title: Text{"a limit that is not a size", "une limite qui n’est pas une taille"},
		Why: Text{
			"size-limit says how large the site may be: a number and a unit, kB, MB or GB, each a thousand times the one before. Where nothing is said it is 1 GB, which is what GitHub Pages takes.",
			"size-limit indique la taille que le site peut atteindre : un nombre et une unité, kB, MB ou GB (ko, Mo, Go), chacune valant mille fois la précédente. À défaut, la limite est de 1 Go, celle de GitHub Pages.",
		},
		File:  "site.yaml",
		Wrong: siteFile("size-limit: 2000000000\n"),
		Right: siteFile("size-limit: 2 GB\n"),
	},
	{
		Code: "site-too-large", Severity: Error,
		Title: Text{"the site is larger than it may be", "le site dépasse la taille permise"},
		Why: Text{
			"A host that takes no more refuses the whole site, often after a long wait: GitHub Pages takes 1 GB. The last site that was built stays. In site.yaml, exports: no leaves out the data and the source beside each case, excerpts: no the texts that the search shows; size-limit sets another limit for a host that takes more.",
			"Un hébergeur qui n’accepte pas davantage refuse le site entier, souvent après une longue attente : GitHub Pages accepte 1 Go. Le dernier site construit reste en place. Dans site.yaml, exports: no supprime les données et la source publiées avec chaque cas, excerpts: no les textes que montre la recherche ; size-limit fixe une autre limite, pour un hébergeur qui accepte davantage.",
		},
		File:   "site.yaml",
		Wrong:  siteFile("size-limit: 100 kB\n"),
		Right:  siteFile("size-limit: 100 MB\n"),
		Builds: true,
	},
	{
		Code: "site-nearly-too-large", Severity: Warning,
		Title: Text{"the site has nearly the size it may have", "le site approche de la taille permise"},
		Why: Text{
			"Above four fifths of the limit it is time to choose what to leave out, before a new case keeps the site from being published. The message names the largest parts, the hint what site.yaml can leave out.",
			"Au-delà des quatre cinquièmes de la limite, il est temps de choisir ce qui peut être supprimé, avant qu’un nouveau cas n’empêche la publication du site. Le message nomme les parties les plus volumineuses, le conseil ce que site.yaml peut supprimer.",
		},
		File:   "site.yaml",
		Wrong:  siteFile("size-limit: 2.1 MB\n"),
		Right:  siteFile("size-limit: 100 MB\n"),
		Beside: []File{{"cases/long.md", repeat("---\ntitle: A list was lost\nsummary: A list was lost.\n---\n", "The list was lost. ", 40_000)}},
		Builds: true,
	},
}
