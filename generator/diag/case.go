package diag

import (
	"fmt"
	"strings"
)

// listCase builds a whole case file for an example: the keys given after the title and summary, and a
// body of one sentence.
func listCase(keys string) string {
	return "---\ntitle: A list was lost\nsummary: A list of customers was lost.\n" + keys + "---\n\nThe list of customers was lost on a train.\n"
}

// counted writes a line n times, each with its number.
func counted(line string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i+1)
	}
	return b.String()
}

// clinicFile is the French translation of the example site’s case.
const clinicFile = "cases/clinic.fr.md"

// twoLanguages makes the example site one in two languages, without warnings of its own.
var twoLanguages = []File{{"site.yaml", "title: Example\nlanguages: [en, fr]\nlaw-as-of: 2026-01-01\nsilence: [rule-missing-translation, case-translation-missing]\n"}}

// clinicFrench builds a translation of the example site's case.
func clinicFrench(keys, facts string) string {
	return "---\ntitle: Un cabinet perd un après-midi de notes\n" +
		"summary: Un disque est tombé en panne et les notes de l’après-midi n’ont pu être rétablies.\n" + keys +
		"parties:\n  - id: clinic\n    name: le cabinet\n    did: {notified-authority: {quote: a prévenu l’autorité deux jours plus tard}}\n" +
		"  - {id: host, name: l’hébergeur}\nfacts:\n  availability: {" + facts + "}\n---\n\n" +
		"Un disque est tombé en panne. Les notes n’ont pu être rétablies. Le cabinet a prévenu l’autorité deux jours plus tard.\n"
}

var caseCodes = []Entry{
	{
		Code: "case-front-matter-missing", Severity: Error,
		Title: Text{"a case file does not begin with front matter", "un fichier de cas ne commence pas par son en-tête"},
		Why: Text{
			"What a case states stands between two lines ---, and the first of them must be the first line of the file. Without it the whole file would be taken for prose, and no fact would count.",
			"Ce qu’un cas énonce se trouve entre deux lignes ---, dont la première doit être la première ligne du fichier. Sans elle, tout le fichier passerait pour du texte et aucun fait ne compterait.",
		},
		File:  "cases/example.md",
		Wrong: "\n" + listCase(""),
		Right: listCase(""),
	},
	{
		Code: "case-front-matter-open", Severity: Error,
		Title: Text{"the front matter of a case is not closed", "l’en-tête d’un cas n’est pas fermé"},
		Why: Text{
			"A second line --- says where the facts end and the story begins. Without it nobody can tell one from the other.",
			"Une seconde ligne --- indique où finissent les faits et où commence le récit. Sans elle, rien ne les distingue.",
		},
		File:  "cases/example.md",
		Wrong: "---\ntitle: A list was lost\nsummary: A list of customers was lost.\n\nThe list of customers was lost on a train.\n",
		Right: listCase(""),
	},
	{
		Code: "case-bad-id", Severity: Error,
		Title: Text{"a word cannot be an id", "un mot ne peut servir d’identifiant"},
		Why: Text{
			"Ids become part of addresses and are written with a dot between them, as in clinic.notify-authority. So they are made of letters, digits and hyphens; the file name of a case, which is its id, of lower-case letters.",
			"Les identifiants entrent dans les adresses et s’écrivent reliés par un point, comme dans clinic.notify-authority. Ils se composent donc de lettres, de chiffres et de traits d’union ; le nom de fichier d’un cas, qui est son identifiant, ne prend que des minuscules.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n  - {id: the railway, name: the railway, role: controller}\n"),
		Right: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\n"),
	},
	{
		Code: "case-duplicate-id", Severity: Error,
		Title: Text{"two things have the same id", "deux éléments portent le même identifiant"},
		Why: Text{
			"Cases, their aliases, rules, obligations, conclusions and facts share their ids: [[id]] must lead to one of them and no other. The name of a case file, without .md, is its id.",
			"Les cas, leurs alias, les règles, les obligations, les conclusions et les faits partagent leurs identifiants : [[id]] ne doit mener qu’à un seul d’entre eux. Le nom du fichier d’un cas, sans .md, est son identifiant.",
		},
		File:  "cases/example.md",
		Wrong: listCase("aliases: [clinic]\n"),
		Right: listCase("aliases: [lost-list]\n"),
	},
	{
		Code: "case-personal-data", Severity: Error,
		Title: Text{"personal data in the text of a case", "des données à caractère personnel dans le texte d’un cas"},
		Why: Text{
			"A case tells of data that got out; it must not put more of them in public. E-mail addresses, telephone, social security, card and bank account numbers are looked for in the whole file, because its source is published too. What the organisation has itself published, such as the address of its press office, may stay when it is listed under published.",
			"Un cas raconte une fuite de données ; il ne doit pas en publier d’autres. Les adresses électroniques, numéros de téléphone, de sécurité sociale, de carte et de compte bancaire sont recherchés dans tout le fichier, car sa source est publiée elle aussi. Ce que l’organisme a lui-même rendu public, comme l’adresse de son service de presse, peut rester s’il figure sous published.",
		},
		File:  "cases/example.md",
		Wrong: listCase("") + "\nWrite to press@railway.eu for the list.\n",
		Right: listCase("published: [press@railway.eu]\n") + "\nWrite to press@railway.eu for the list.\n",
	},
	{
		Code: "case-repeated-id", Severity: Error,
		Title: Text{"two parts of a case have the same id", "deux éléments d’un cas portent le même identifiant"},
		Why: Text{
			"Parties, sources, positions and readings are named by their ids elsewhere in the case and in its translations. Two of a kind with one id cannot be determined apart.",
			"Les parties, sources, positions et lectures sont désignées par leur identifiant ailleurs dans le cas et dans ses traductions. Deux éléments de même nature et de même identifiant ne peuvent être distingués.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\n  - {id: railway, name: the cleaners, role: processor}\n"),
		Right: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\n  - {id: cleaners, name: the cleaners, role: processor}\n"),
	},
	{
		Code: "case-bad-language", Severity: Error,
		Title: Text{"a text in a language that the site does not have", "un texte dans une langue que le site n’a pas"},
		Why: Text{
			"A case is written in a language of site.yaml, and once in each. The language of a first file stands under lang, or is the site’s first; that of a translation stands in its name, as in clinic.fr.md.",
			"Un cas est écrit dans une langue de site.yaml, et une seule fois dans chacune. La langue du premier fichier est donnée par lang, à défaut c’est la première du site ; celle d’une traduction figure dans son nom, comme dans clinic.fr.md.",
		},
		File:  "cases/example.md",
		Wrong: listCase("lang: de\n"),
		Right: listCase("lang: en\n"),
	},
	{
		Code: "case-bad-date", Severity: Error,
		Title: Text{"a day or time that cannot be", "une date ou une heure impossible"},
		Why: Text{
			"Dates are written year first, 2023-04-26, with a T before the time, 2023-04-26T17:40. For what a source gives only roughly, a month or a year is enough; for what nobody knows, write unknown. A day that does not exist, or an hour that clocks skip in the case’s time zone, is a slip.",
			"Les dates s’écrivent l’année d’abord, 2023-04-26, avec un T devant l’heure, 2023-04-26T17:40. Si la source reste vague, le mois ou l’année suffit ; si nul ne le sait, écrivez unknown. Un jour qui n’existe pas, ou une heure sautée au changement d’heure, est une erreur de saisie.",
		},
		File:  "cases/example.md",
		Wrong: listCase("added: 2024-02-30\n"),
		Right: listCase("added: 2024-02-29\n"),
	},
	{
		Code: "case-range-reversed", Severity: Error,
		Title: Text{"the incident ends before it begins", "l’incident finit avant d’avoir commencé"},
		Why: Text{
			"Clocks and the law that applies hang on when the incident was. One of the two moments is wrong, or they have changed places.",
			"Les délais et le droit applicable dépendent des dates de l’incident. L’un des deux moments est faux, ou bien ils ont été intervertis.",
		},
		File:  "cases/example.md",
		Wrong: listCase("incident: {from: 2024-03-05T18:00, to: 2024-03-05T13:00}\n"),
		Right: listCase("incident: {from: 2024-03-05T13:00, to: 2024-03-05T18:00}\n"),
	},
	{
		Code: "case-unknown-timezone", Severity: Error,
		Title: Text{"a time zone that does not exist", "un fuseau horaire qui n’existe pas"},
		Why: Text{
			"Seventy-two hours are counted to the minute, so a time must say where it was read. Zones have the names of the IANA list: a continent and a city.",
			"Soixante-douze heures se comptent à la minute : il faut donc savoir où l’heure a été relevée. Les fuseaux portent les noms de la liste de l’IANA : un continent et une ville.",
		},
		File:  "cases/example.md",
		Wrong: listCase("timezone: Europe/Lyon\n"),
		Right: listCase("timezone: Europe/Paris\n"),
	},
	{
		Code: "case-unknown-certainty", Severity: Error,
		Title: Text{"an unknown word for how sure something is", "un mot inconnu pour un degré de certitude"},
		Why: Text{
			"Readers judge an answer by the sources behind it. There are four words: primary, for a source that was read itself; secondary, for one that reports another; from-memory and uncertain.",
			"Les lecteurs jugent une réponse à ses sources. Quatre mots existent : primary, pour une source lue directement ; secondary, pour une source qui en rapporte une autre ; from-memory (de mémoire) et uncertain (incertain).",
		},
		File:  "cases/example.md",
		Wrong: listCase("certainty: good\n"),
		Right: listCase("certainty: primary\n"),
	},
	{
		Code: "case-unknown-country", Severity: Error,
		Title: Text{"a country code that does not exist", "un code de pays qui n’existe pas"},
		Why: Text{
			"The country says which authority is concerned and which holidays count. It is written with the two capital letters of ISO 3166: FR, DE, GB, GR.",
			"Le pays détermine l’autorité concernée et les jours fériés qui comptent. Il s’écrit avec les deux majuscules de la norme ISO 3166 : FR, DE, GB, GR.",
		},
		File:  "cases/example.md",
		Wrong: listCase("country: UK\n"),
		Right: listCase("country: GB\n"),
	},
	{
		Code: "case-too-many", Severity: Error,
		Title: Text{"more of something than a case can have", "plus d’éléments qu’un cas ne peut en avoir"},
		Why: Text{
			"A case has at most 200 parties, and as many readings, positions, sources, tags and aliases. Nobody could read more, and answers are worked out for each party and each reading. Tell of them together, as one party with its number, or make several cases of it.",
			"Un cas compte au plus 200 parties, et autant de lectures, de positions, de sources, de mots-clés et d’alias. Nul ne pourrait en lire davantage, et les réponses sont établies pour chaque partie et chaque lecture. Regroupez-les, par exemple en une seule partie dont le nom indique le nombre, ou faites-en plusieurs cas.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n" + counted("  - {id: shop-%d, name: a shop, role: controller}\n", 201)),
		Right: listCase("parties:\n  - {id: shops, name: the shops (201), role: controller}\n"),
	},
	{
		Code: "case-bad-tag", Severity: Error,
		Title: Text{"no address can be made of a tag", "un mot-clé dont on ne peut faire une adresse"},
		Why: Text{
			"Each tag has a page that lists its cases, and the page’s address is the tag: its letters and digits, in lower case. A tag without any has no address, and a very long one no name that every computer can store.",
			"Chaque mot-clé a une page qui liste ses cas, et l’adresse de cette page est le mot-clé : ses lettres et chiffres, en minuscules. Sans aucun, il n’a pas d’adresse ; très long, il n’a pas de nom que tout ordinateur sache conserver.",
		},
		File:  "cases/example.md",
		Wrong: listCase("tags: [\"..\"]\n"),
		Right: listCase("tags: [lost-data]\n"),
	},
	{
		Code: "case-unknown-sector", Severity: Error,
		Title: Text{"a sector that the rules do not name", "un secteur que les règles ne connaissent pas"},
		Why: Text{
			"Readers find cases by sector, so each sector has one spelling: that of sectors in the rules. Add it there if it is a new one.",
			"On retrouve les cas par secteur ; chaque secteur n’a donc qu’une écriture, celle de sectors dans les règles. S’il est nouveau, ajoutez-le là.",
		},
		File:  "cases/example.md",
		Wrong: listCase("sector: helth\n"),
		Right: listCase("sector: health\n"),
	},
	{
		Code: "case-unknown-fact", Severity: Error,
		Title: Text{"a fact that is not in the vocabulary", "un fait absent du vocabulaire"},
		Why: Text{
			"No rule reads a fact that the rules do not declare: what you state would have no effect, and what you meant would stay unknown. What the rules themselves decide is no fact either; what you expect of them goes under expect.",
			"Aucune règle ne lit un fait que les règles ne déclarent pas : ce que vous énoncez serait sans effet, et ce que vous vouliez dire resterait inconnu. Ce que les règles décident elles-mêmes n’est pas non plus un fait ; ce que vous en attendez va sous expect.",
		},
		File:  "cases/example.md",
		Wrong: listCase("facts: {avalability: permanent}\n"),
		Right: listCase("facts: {availability: permanent}\n"),
	},
	{
		Code: "case-party-fact-misplaced", Severity: Error,
		Title: Text{"a fact stands under the case instead of a party, or the reverse", "un fait figure sous le cas au lieu d’une partie, ou l’inverse"},
		Why: Text{
			"Some facts are true of the whole case, others of one party: one may have kept backups and another not. The rules say which is which, with of: party.",
			"Certains faits valent pour tout le cas, d’autres pour une partie : l’une peut avoir gardé des sauvegardes et l’autre non. Les règles l’indiquent par of: party.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\nfacts: {backups_kept: yes}\n"),
		Right: listCase("parties:\n  - {id: railway, name: the railway, role: controller, facts: {backups_kept: yes}}\n"),
	},
	{
		Code: "case-value-misplaced", Severity: Error,
		Title: Text{"a value stands beside its evidence", "une valeur figure à côté de ses preuves"},
		Why: Text{
			"Once a fact has a quote, a source or a note, its value stands under is; so does a range.",
			"Dès qu’un fait est accompagné d’une citation, d’une source ou d’une note, sa valeur se place sous is ; il en va de même d’une fourchette.",
		},
		File:  "cases/example.md",
		Wrong: listCase("facts:\n  persons_affected: {at-least: 40, note: The list had at least forty lines.}\n"),
		Right: listCase("facts:\n  persons_affected: {is: {at-least: 40}, note: The list had at least forty lines.}\n"),
	},
	{
		Code: "case-unknown-role", Severity: Error,
		Title: Text{"a role that the rules do not name", "un rôle que les règles ne connaissent pas"},
		Why: Text{
			"Duties fall on roles. A party whose role no rule knows would bear none, and nobody would notice.",
			"Les obligations pèsent sur des rôles. Une partie dont aucune règle ne connaît le rôle n’en supporterait aucune, sans que personne le remarque.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n  - {id: railway, name: the railway, role: controler}\n"),
		Right: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\n"),
	},
	{
		Code: "case-unknown-act", Severity: Error,
		Title: Text{"an act that the rules do not name", "un acte que les règles ne connaissent pas"},
		Why: Text{
			"Acts show whether a duty was met in time. One that is misspelt would leave the duty looking undone.",
			"Les actes montrent si une obligation a été exécutée à temps. Mal orthographié, un acte laisserait croire qu’elle ne l’a pas été.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n  - id: railway\n    name: the railway\n    role: controller\n    did: {notified-autority: 2024-03-07}\n"),
		Right: listCase("parties:\n  - id: railway\n    name: the railway\n    role: controller\n    did: {notified-authority: 2024-03-07}\n"),
	},
	{
		Code: "case-unknown-party", Severity: Error,
		Title: Text{"a party that the case does not have", "une partie que le cas ne connaît pas"},
		Why: Text{
			"Claims, expectations and readings name parties by the id that stands under parties. A reading may bring in a new party; it then gives the party a name.",
			"Les positions, attentes et lectures désignent les parties par l’identifiant donné sous parties. Une lecture peut faire entrer une nouvelle partie ; elle lui donne alors un nom.",
		},
		File:  "cases/example.md",
		Wrong: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\nexpect: {railways.notify-authority: unknown}\n"),
		Right: listCase("parties:\n  - {id: railway, name: the railway, role: controller}\nexpect: {railway.notify-authority: unknown}\n"),
	},
	{
		Code: "case-unknown-source", Severity: Error,
		Title: Text{"a source that the case does not list", "une source que le cas n’énumère pas"},
		Why: Text{
			"Each fact leads readers to where it comes from. The id under source must be that of an entry of sources.",
			"Chaque fait renvoie le lecteur à son origine. L’identifiant donné sous source doit être celui d’une entrée de sources.",
		},
		File:  "cases/example.md",
		Wrong: listCase("facts:\n  availability: {is: permanent, source: gazete}\nsources:\n  - {id: gazette, title: The gazette}\n"),
		Right: listCase("facts:\n  availability: {is: permanent, source: gazette}\nsources:\n  - {id: gazette, title: The gazette}\n"),
	},
	{
		Code: "case-unused-source", Severity: Warning,
		Title: Text{"a source that nothing cites", "une source que rien ne cite"},
		Why: Text{
			"Where some sources are cited and one is not, a fact has probably lost its source. Cite it, link to it in the text, or remove it.",
			"Si certaines sources sont citées et une autre non, c’est sans doute qu’un fait a perdu la sienne. Citez-la, faites-y renvoyer le texte, ou supprimez-la.",
		},
		File:  "cases/example.md",
		Wrong: listCase("facts:\n  availability: {is: permanent, source: gazette}\nsources:\n  - {id: gazette, title: The gazette}\n  - {id: letter, title: The railway’s letter}\n"),
		Right: listCase("facts:\n  availability: {is: permanent, source: gazette}\nsources:\n  - {id: gazette, title: The gazette}\n"),
	},
	{
		Code: "case-unknown-claim", Severity: Error,
		Title: Text{"a claim about something that the rules do not decide", "une affirmation sur ce que les règles ne décident pas"},
		Why: Text{
			"expect and claims name conclusions and obligations by their ids; a party’s stand after the party and a dot. An expectation about nothing would always seem to be met.",
			"expect et claims désignent des conclusions et des obligations par leur identifiant ; celles d’une partie s’écrivent après celle-ci et un point. Une attente qui ne porte sur rien semblerait toujours remplie.",
		},
		File:  "cases/example.md",
		Wrong: listCase("expect: {personal_data_brech: unknown}\n"),
		Right: listCase("expect: {personal_data_breach: unknown}\n"),
	},
	{
		Code: "case-unknown-answer", Severity: Error,
		Title: Text{"an answer that cannot be", "une réponse impossible"},
		Why: Text{
			"A conclusion is one of its own values or unknown; an obligation is required, not-required or unknown.",
			"Une conclusion prend l’une de ses propres valeurs ou unknown ; une obligation est required, not-required ou unknown.",
		},
		File:  "cases/example.md",
		Wrong: listCase("expect: {personal_data_breach: perhaps}\n"),
		Right: listCase("expect: {personal_data_breach: unknown}\n"),
	},
	{
		Code: "case-unknown-article", Severity: Error,
		Title: Text{"a decision rests on a text that the rules do not know", "une décision repose sur un texte que les règles ne connaissent pas"},
		Why: Text{
			"Each article of a decision leads to its page and to the rules that rest on it. It is written as the rules write their sources: the instrument, a space, the article.",
			"Chaque article d’une décision renvoie à sa page et aux règles qui s’y fondent. Il s’écrit comme les sources des règles : l’instrument, une espace, l’article.",
		},
		File:  "cases/example.md",
		Wrong: listCase("decision: {authority: CNIL, date: 2024-09-01, articles: [RGPD 33(1)]}\n"),
		Right: listCase("decision: {authority: CNIL, date: 2024-09-01, articles: [GDPR 33(1)]}\n"),
	},
	{
		Code: "case-bad-url", Severity: Error,
		Title: Text{"an address that nobody can follow", "une adresse que personne ne peut suivre"},
		Why: Text{
			"Readers check sources by following their addresses. An address is whole only with https:// or http:// before it.",
			"Les lecteurs vérifient les sources en suivant leurs adresses. Une adresse n’est complète que précédée de https:// ou de http://.",
		},
		File:  "cases/example.md",
		Wrong: listCase("sources:\n  - {id: gazette, title: The gazette, url: www.example.org/gazette}\n"),
		Right: listCase("sources:\n  - {id: gazette, title: The gazette, url: \"https://www.example.org/gazette\"}\n"),
	},
	{
		Code: "case-quote-missing", Severity: Error,
		Title: Text{"a quote does not stand in the text", "une citation ne figure pas dans le texte"},
		Why: Text{
			"A quote is a passage of the case’s own text: the page marks it there and links it with the fact. It must stand there word for word, within one paragraph; quotation marks, apostrophes and line breaks do not matter. A source’s own words go under original.",
			"Une citation est un passage du texte même du cas : la page l’y surligne et la relie au fait. Elle doit s’y trouver mot pour mot, dans un seul paragraphe ; guillemets, apostrophes et retours à la ligne sont indifférents. Les mots de la source vont sous original.",
		},
		File:  "cases/example.md",
		Wrong: listCase("facts:\n  availability: {is: permanent, quote: was lost on the train}\n"),
		Right: listCase("facts:\n  availability: {is: permanent, quote: was lost on a train}\n"),
	},
	{
		Code: "case-translation-orphan", Severity: Error,
		Title: Text{"a translation without its case", "une traduction sans son cas"},
		Why: Text{
			"clinic.fr.md gives French words to clinic.md, which states the facts. Alone it states nothing. The first file may be in any language of the site; it says which under lang.",
			"clinic.fr.md donne des mots français à clinic.md, qui énonce les faits. Seul, il n’énonce rien. Le premier fichier peut être dans toute langue du site ; il l’indique sous lang.",
		},
		File:   "cases/exemple.fr.md",
		Wrong:  "---\ntitle: Une liste est perdue\nsummary: Une liste de clients est perdue.\n---\n\nLa liste a été perdue dans un train.\n",
		Moved:  "cases/exemple.md",
		Right:  "---\ntitle: Une liste est perdue\nsummary: Une liste de clients est perdue.\nlang: fr\n---\n\nLa liste a été perdue dans un train.\n",
		Beside: twoLanguages,
	},
	{
		Code: "case-translation-missing", Severity: Warning,
		Title: Text{"a case is not written in every language of the site", "un cas n’est pas écrit dans toutes les langues du site"},
		Why: Text{
			"Readers of the other language are shown this one, with a notice. To translate a case, write a file with the language in its name, as in clinic.fr.md: title, summary and text, and never a fact.",
			"Les lecteurs de l’autre langue voient celle-ci, avec un avertissement. Pour traduire un cas, écrivez un fichier dont le nom porte la langue, comme clinic.fr.md : titre, résumé et texte, et jamais de fait.",
		},
		File:  "site.yaml",
		Wrong: "title: Example\nlanguages: [en, fr]\nlaw-as-of: 2026-01-01\nsilence: [rule-missing-translation]\n",
		Right: "title: Example\nlanguages: [en]\nlaw-as-of: 2026-01-01\nsilence: [rule-missing-translation]\n",
	},
	{
		Code: "case-translation-states", Severity: Error,
		Title: Text{"a translation states something", "une traduction énonce quelque chose"},
		Why: Text{
			"Facts, dates, roles and claims are stated once, in the first file: two languages could otherwise tell two different cases. A translation gives words: title, summary, names, quotes, notes, reasons, the words of a decision, text.",
			"Les faits, dates, rôles et affirmations sont énoncés une seule fois, dans le premier fichier : sinon deux langues pourraient raconter deux cas différents. Une traduction donne des mots : titre, résumé, noms, citations, notes, raisons, mots d’une décision, texte.",
		},
		File:   clinicFile,
		Wrong:  clinicFrench("", "is: permanent, quote: n’ont pu être rétablies"),
		Right:  clinicFrench("", "quote: n’ont pu être rétablies"),
		Beside: twoLanguages,
	},
	{
		Code: "case-translation-unmatched", Severity: Error,
		Title: Text{"a translation gives words for something that the case does not have", "une traduction donne des mots pour ce que le cas n’a pas"},
		Why: Text{
			"Words in a translation are matched with the first file by id: the fact, the party, the reading. What the first file does not have would never be shown.",
			"Les mots d’une traduction sont rapprochés du premier fichier par l’identifiant : le fait, la partie, la lecture. Ce que le premier fichier n’a pas ne serait jamais affiché.",
		},
		File:   clinicFile,
		Wrong:  clinicFrench("", "quote: n’ont pu être rétablies}\n  integrity: {quote: Un disque est tombé en panne"),
		Right:  clinicFrench("", "quote: n’ont pu être rétablies"),
		Beside: twoLanguages,
	},
	{
		Code: "case-translation-incomplete", Severity: Warning,
		Title: Text{"words of a case are not translated", "des mots d’un cas ne sont pas traduits"},
		Why: Text{
			"Names, quotes, notes, reasons and what was decided stand outside the text, and the page shows them too. Until they are translated it shows them in the language of the first file. A quote is a passage of the translation’s own text.",
			"Noms, citations, notes, raisons et teneur d’une décision figurent hors du texte, et la page les affiche aussi. Tant qu’ils ne sont pas traduits, elle les montre dans la langue du premier fichier. Une citation est un passage du texte de la traduction elle-même.",
		},
		File:   clinicFile,
		Wrong:  clinicFrench("", ""),
		Right:  clinicFrench("", "quote: n’ont pu être rétablies"),
		Beside: twoLanguages,
	},
	{
		Code: "case-translation-copied", Severity: Warning,
		Title: Text{"words of a translation are still those of the case", "des mots d’une traduction sont encore ceux du cas"},
		Why: Text{
			"The skeleton of a translation holds the words of the first file, to be written over. Until they are, the page shows them as if they were in the language of the translation.",
			"Le squelette d’une traduction contient les mots du premier fichier, à remplacer. Tant qu’ils ne le sont pas, la page les montre comme s’ils étaient dans la langue de la traduction.",
		},
		File:   clinicFile,
		Wrong:  strings.Replace(clinicFrench("", "quote: n’ont pu être rétablies"), "Un disque est tombé en panne et les notes de l’après-midi n’ont pu être rétablies.", "A disk failed, and what doctors had typed that afternoon could not be brought back.", 1),
		Right:  clinicFrench("", "quote: n’ont pu être rétablies"),
		Beside: twoLanguages,
	},
	{
		Code: "case-translation-stale", Severity: Warning,
		Title: Text{"a case has changed since it was translated", "un cas a changé depuis sa traduction"},
		Why: Text{
			"translates holds the hash of the texts that were translated. When they change, the translation may say something else than the case. Bring it up to date, then write the new hash, which the hint gives.",
			"translates contient l’empreinte des textes traduits. S’ils changent, la traduction peut dire autre chose que le cas. Mettez-la à jour, puis inscrivez la nouvelle empreinte, que l’indication donne.",
		},
		File:   clinicFile,
		Wrong:  clinicFrench("translates: 000000000000\n", "quote: n’ont pu être rétablies"),
		Right:  clinicFrench("translates: 8c3a55af6f52\n", "quote: n’ont pu être rétablies"),
		Beside: twoLanguages,
	},
}
