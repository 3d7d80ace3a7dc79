package diag

import "strings"

// letter returns a small file of rules about a letter, with changes: pairs of a text and what stands
// in its place. It is complete in itself, so that each example shows one fault and nothing else.
func letter(changes ...string) string {
	return strings.NewReplacer(changes...).Replace(`roles: {postman: postman}
acts: {told-sender: told the sender}
facts:
  opened: {type: yes-no, title: Opened}
  contents: {type: set, title: Contents, values: {money: money, photos: photos}}
  pages: {type: count, title: Pages}
  paper: {type: choice, title: Paper, values: {plain: plain, coloured: coloured}}
conclusions:
  read: {type: yes-no, title: Read by somebody}
rules:
  - id: read-when-opened
    concludes: {read: yes}
    when: {opened: yes}
obligations:
  - id: tell-sender
    title: Tell the sender
    bearer: postman
    when: {read: yes}
    done-by: told-sender
`)
}

const extraRules = "rules/extra.yaml"

var ruleCodes = []Entry{
	{
		Code: "fact-unknown-value", Severity: Error,
		Title: Text{"the fact has no such value", "le fait n’a pas cette valeur"},
		Why: Text{
			"The values of a fact are listed where the rules declare it; any other word would match no rule. Write one of them, or unknown where nobody knows.",
			"Les valeurs d’un fait sont énumérées là où les règles le déclarent ; un autre mot ne correspondrait à aucune règle. Écrivez l’une d’elles, ou unknown si personne ne sait.",
		},
		File:  extraRules,
		Wrong: letter("title: Paper,", "title: Paper, presumed: plane,"),
		Right: letter("title: Paper,", "title: Paper, presumed: plain,"),
	},
	{
		Code: "fact-wrong-value", Severity: Error,
		Title: Text{"the value does not fit the fact’s type", "la valeur ne convient pas au type du fait"},
		Why: Text{
			"A count is a whole number, a duration a number with min, h, d or mo, a set a list, a moment a date with or without a time. Counts and durations may also be written {at-least: …, at-most: …}.",
			"Un nombre (count) est un entier, une durée un nombre suivi de min, h, d ou mo, un ensemble une liste, un moment une date avec ou sans heure. Nombres et durées s’écrivent aussi {at-least: …, at-most: …}.",
		},
		File:  extraRules,
		Wrong: letter("title: Pages", "title: Pages, presumed: several"),
		Right: letter("title: Pages", "title: Pages, presumed: {at-least: 2}"),
	},
	{
		Code: "rule-unknown-fact", Severity: Error,
		Title: Text{"the condition tests something that is not declared", "la condition teste ce qui n’est pas déclaré"},
		Why: Text{
			"A condition tests a fact, a conclusion or a score by its id. A name that nothing has would never hold, and the rule would be silent for ever.",
			"Une condition teste un fait, une conclusion ou un score par son identifiant. Un nom que rien ne porte ne serait jamais vérifié, et la règle resterait muette.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {opend: yes}"),
		Right: letter(),
	},
	{
		Code: "rule-unknown-value", Severity: Error,
		Title: Text{"the rules name a value that does not exist", "les règles nomment une valeur qui n’existe pas"},
		Why: Text{
			"What a fact or conclusion can be is listed where it is declared. A condition cannot ask for unknown either: an answer that hung on our ignorance would turn when somebody learned something.",
			"Ce qu’un fait ou une conclusion peut valoir est énuméré là où il est déclaré. Une condition ne peut pas non plus demander unknown : une réponse fondée sur notre ignorance changerait dès qu’on en saurait plus.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {paper: colored}"),
		Right: letter("when: {opened: yes}", "when: {paper: coloured}"),
	},
	{
		Code: "rule-unknown-name", Severity: Error,
		Title: Text{"the rules name something that is not declared", "les règles nomment ce qui n’est pas déclaré"},
		Why: Text{
			"Roles, acts, groups, proposals, parameters, conclusions, other rules and the instruments of sources are named by their id. Declare what is missing, or mend the spelling.",
			"Rôles, actes, groupes, propositions, paramètres, conclusions, autres règles et textes cités comme sources sont nommés par leur identifiant. Déclarez ce qui manque, ou corrigez l’orthographe.",
		},
		File:  extraRules,
		Wrong: letter("bearer: postman", "bearer: postmen"),
		Right: letter(),
	},
	{
		Code: "rule-unknown-article", Severity: Error,
		Title: Text{"the source is an article that its instrument does not list", "la source est un article que le texte n’énumère pas"},
		Why: Text{
			"Every article has a page that sums it up. Where an instrument lists its articles, a source must be one of them or lie within one: 33(3)(a) lies within 33(3). Mend the reference, or add the article to the list.",
			"Chaque article a une page qui le résume. Lorsqu’un texte énumère ses articles, une source doit être l’un d’eux ou se trouver dans l’un d’eux : 33(3)(a) se trouve dans 33(3). Corrigez la référence, ou ajoutez l’article à la liste.",
		},
		File:  extraRules,
		Wrong: "instruments:\n  POST: {title: Postal Act, articles: {\"3(1)\": Secrecy of letters}}\n" + letter("done-by", "source: POST 31\n    done-by"),
		Right: "instruments:\n  POST: {title: Postal Act, articles: {\"3(1)\": Secrecy of letters}}\n" + letter("done-by", "source: POST 3(1)(a)\n    done-by"),
	},
	{
		Code: "rule-wrong-type", Severity: Error,
		Title: Text{"a test or value does not fit the type", "un test ou une valeur ne convient pas au type"},
		Why: Text{
			"A yes-no or a choice is compared with a value or a list of values, a set with {any: …, all: …, only: …, none: …}, a count, duration or score with {at-least: …, over: …, under: …, at-most: …}. Moments are in no condition; deadlines run from them.",
			"Un oui-non ou un choix se compare à une valeur ou à une liste de valeurs, un ensemble à {any: …, all: …, only: …, none: …}, un nombre, une durée ou un score à {at-least: …, over: …, under: …, at-most: …}. Aucune condition ne porte sur un moment ; les délais en partent.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {contents: money}"),
		Right: letter("when: {opened: yes}", "when: {contents: {any: [money]}}"),
	},
	{
		Code: "rule-bad-condition", Severity: Error,
		Title: Text{"this is not one condition", "ce n’est pas une condition"},
		Why: Text{
			"A condition is one test, or all, any or none with a list of conditions. Two tests side by side do not say whether both must hold or one is enough.",
			"Une condition est un seul test, ou bien all, any ou none suivi d’une liste de conditions. Deux tests côte à côte ne disent pas s’il faut les deux ou si l’un suffit.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {opened: yes, paper: coloured}"),
		Right: letter("when: {opened: yes}", "when: {all: [opened: yes, paper: coloured]}"),
	},
	{
		Code: "rule-bad-iri", Severity: Error,
		Title: Text{"this identifies nothing on the web", "ceci n’identifie rien sur le web"},
		Why: Text{
			"Programs that read the pages know a term of another vocabulary, or a legal text, by its identifier alone: an address in full, or a declared prefix, a colon and the term. One that is misspelt names nothing, and nobody would see it on the page.",
			"Les programmes qui lisent les pages ne connaissent un terme d’un autre vocabulaire, ou un texte juridique, que par son identifiant : une adresse complète, ou un préfixe déclaré, un deux-points et le terme. Mal écrit, il ne désigne rien, et nul ne le verrait sur la page.",
		},
		File:  extraRules,
		Wrong: letter("done-by", "same-as: www.example.org/Duty\n    done-by"),
		Right: "vocabularies: {post: \"https://example.org/post#\"}\n" + letter("done-by", "same-as: [\"post:Duty\", \"https://example.org/Duty\"]\n    done-by"),
	},
	{
		Code: "rule-unhedged", Severity: Error,
		Title: Text{"an uncertain statement of law without a word of caution", "un énoncé juridique incertain sans réserve"},
		Why: Text{
			"What is marked as uncertain would read on the page as if it were sure. Say in note: what is uncertain and what to check.",
			"Ce qui est marqué comme incertain se lirait sur la page comme si c’était sûr. Dites dans note: ce qui est incertain et ce qu’il faut vérifier.",
		},
		File:  extraRules,
		Wrong: "also:\n  - {id: customs, region: FR, certainty: uncertain, title: Customs, text: Parcels from abroad are declared.}\n" + letter(),
		Right: "also:\n  - {id: customs, region: FR, certainty: uncertain, title: Customs, text: Parcels from abroad are declared., note: Check whether letters are too.}\n" + letter(),
	},
	{
		Code: "rule-bad-id", Severity: Error,
		Title: Text{"this cannot be an id", "ceci ne peut pas être un identifiant"},
		Why: Text{
			"Ids become addresses of pages and are typed in case files: small letters, digits, - and _ do everywhere. A few words have a meaning of their own: all, any and none join conditions, and unknown is what nobody knows.",
			"Les identifiants deviennent des adresses de pages et sont saisis dans les fiches : lettres minuscules sans accent, chiffres, - et _ conviennent partout. Quelques mots ont un sens propre : all, any et none joignent des conditions, et unknown désigne ce que personne ne sait.",
		},
		File:  extraRules,
		Wrong: letter("plain: plain", "Plain paper: plain"),
		Right: letter(),
	},
	{
		Code: "rule-duplicate-id", Severity: Error,
		Title: Text{"the id is taken", "l’identifiant est déjà pris"},
		Why: Text{
			"Facts, conclusions, rules, exceptions, obligations and scores share one space of ids, so that a link such as [[id]] leads to one page and a reader never has to guess.",
			"Faits, conclusions, règles, exceptions, obligations et scores partagent un même espace d’identifiants : un lien comme [[id]] mène à une seule page, et le lecteur n’a rien à deviner.",
		},
		File:  extraRules,
		Wrong: letter("id: read-when-opened", "id: opened"),
		Right: letter(),
	},
	{
		Code: "rule-bad-date", Severity: Error,
		Title: Text{"the dates of a rule are wrong", "les dates d’une règle sont fausses"},
		Why: Text{
			"from and until say when something is law; both days are included. They are written as 2018-05-25, and until does not come before from.",
			"from et until disent quand une règle est en vigueur ; les deux jours sont inclus. Ils s’écrivent 2018-05-25, et until ne précède pas from.",
		},
		File:  extraRules,
		Wrong: letter("    concludes", "    from: 2018-05-32\n    concludes"),
		Right: letter("    concludes", "    from: 2018-05-31\n    concludes"),
	},
	{
		Code: "rule-bad-parameter", Severity: Error,
		Title: Text{"the values of a parameter are wrong", "les valeurs d’un paramètre sont fausses"},
		Why: Text{
			"A parameter is a number or a duration, has a value, and on any day has one only: give the earlier value its last day with until.",
			"Un paramètre est un nombre ou une durée, il a une valeur, et n’en a qu’une un jour donné : indiquez avec until le dernier jour de la valeur précédente.",
		},
		File:  extraRules,
		Wrong: "parameters:\n  notice:\n    - {value: 72h}\n    - {from: 2026-01-01, value: 96h}\n" + letter("done-by", "deadline: {within: notice, after: aware}\n    done-by"),
		Right: "parameters:\n  notice:\n    - {until: 2025-12-31, value: 72h}\n    - {from: 2026-01-01, value: 96h}\n" + letter("done-by", "deadline: {within: notice, after: aware}\n    done-by"),
	},
	{
		Code: "rule-bad-score", Severity: Error,
		Title: Text{"this is not a score", "ce n’est pas un score"},
		Why: Text{
			"A score is a number, another score, or one of table, add, times, highest and lowest. Its bands go from the lowest to the highest, each up to its under; the last has none.",
			"Un score est un nombre, un autre score, ou l’une des opérations table, add, times, highest et lowest. Ses tranches vont de la plus basse à la plus haute, chacune jusqu’à son under ; la dernière n’en a pas.",
		},
		File:  extraRules,
		Wrong: "scores:\n  weight: {add: [1, heavy], bands: {low: {under: 2}, high: {under: 4}}}\n  heavy: {table: [{when: {pages: {over: 9}}, is: 2}], otherwise: 0}\n" + letter(),
		Right: "scores:\n  weight: {add: [1, heavy], bands: {low: {under: 2}, high: {}}}\n  heavy: {table: [{when: {pages: {over: 9}}, is: 2}], otherwise: 0}\n" + letter(),
	},
	{
		Code: "rule-bad-deadline", Severity: Error,
		Title: Text{"this is not a deadline", "ce n’est pas un délai"},
		Why: Text{
			"A deadline is {within: 72h, after: aware}: within a duration, a parameter or without-undue-delay; after aware, an act, a fact that is a moment, or {end-of: year, of: aware}; counted elapsed, calendar-days or eu-1182.",
			"Un délai s’écrit {within: 72h, after: aware} : within suivi d’une durée, d’un paramètre ou de without-undue-delay ; after suivi de aware, d’un acte, d’un fait qui est un moment, ou de {end-of: year, of: aware} ; counted suivi de elapsed, calendar-days ou eu-1182.",
		},
		File:  extraRules,
		Wrong: letter("done-by", "deadline: {within: 72, after: aware}\n    done-by"),
		Right: letter("done-by", "deadline: {within: 72h, after: aware}\n    done-by"),
	},
	{
		Code: "rule-bad-override", Severity: Error,
		Title: Text{"a rule overrides what it cannot conflict with", "une règle l’emporte sur ce qu’elle ne peut contredire"},
		Why: Text{
			"overrides makes a rule an exception of another that concludes a different value of the same conclusion. Two rules for the same value do not disagree, and rules that override each other in a circle would leave nothing.",
			"overrides fait d’une règle l’exception d’une autre qui conclut à une valeur différente de la même conclusion. Deux règles pour la même valeur ne se contredisent pas, et des règles qui l’emportent l’une sur l’autre en cercle ne laisseraient rien.",
		},
		File:  extraRules,
		Wrong: letter("obligations:", "  - id: read-when-coloured\n    concludes: {read: yes}\n    when: {paper: coloured}\n    overrides: read-when-opened\nobligations:"),
		Right: letter("obligations:", "  - id: unread-when-coloured\n    concludes: {read: no}\n    when: {paper: coloured}\n    overrides: read-when-opened\nobligations:"),
	},
	{
		Code: "rule-bad-replaces", Severity: Error,
		Title: Text{"a rule replaces itself", "une règle se remplace elle-même"},
		Why: Text{
			"replaces names the rule or obligation that this one stands in for while it is law; it is reported under that id. Rules that replace each other in a circle have no id to be reported under.",
			"replaces nomme la règle ou l’obligation dont celle-ci tient lieu tant qu’elle est en vigueur ; elle apparaît sous cet identifiant. Des règles qui se remplacent en cercle n’en ont aucun.",
		},
		File:  extraRules,
		Wrong: letter("    concludes", "    replaces: read-when-opened\n    concludes"),
		Right: letter(),
	},
	{
		Code: "rule-too-many-values", Severity: Error,
		Title: Text{"too many values", "trop de valeurs"},
		Why: Text{
			"A fact or conclusion has at most 64 values. A longer list is more than a writer can choose from: group the values, or make two facts of it.",
			"Un fait ou une conclusion a 64 valeurs au plus. Une liste plus longue dépasse ce parmi quoi l’on peut choisir : regroupez les valeurs, ou faites-en deux faits.",
		},
		File:  extraRules,
		Wrong: letter("photos: photos", "photos: photos"+numbered(64)),
		Right: letter("photos: photos", "photos: photos"+numbered(4)),
	},
	{
		Code: "rule-too-many-facts", Severity: Error,
		Title: Text{"too many facts", "trop de faits"},
		Why: Text{
			"Rules have at most 500 facts. Each is a question to whoever writes a case, a page in each language and a choice in the search; a longer list is more than anybody can answer. Make one fact with values of several that exclude each other, or a set of several that go together.",
			"Les règles comptent au plus 500 faits. Chacun est une question posée à qui rédige un cas, une page dans chaque langue et un choix dans la recherche ; personne ne peut répondre à une liste plus longue. De plusieurs faits qui s’excluent, faites un fait à plusieurs valeurs ; de plusieurs qui vont ensemble, un ensemble.",
		},
		File:  extraRules,
		Wrong: "facts:\n" + counted("  shop_%d: {type: yes-no, title: Shop}\n", 501),
		Right: "facts:\n" + counted("  shop_%d: {type: yes-no, title: Shop}\n", 1),
	},
	{
		Code: "rule-not-in-order", Severity: Error,
		Title: Text{"a rule concludes a value that the order leaves out", "une règle conclut à une valeur absente de l’ordre"},
		Why: Text{
			"With order, the values are tried one after the other, and a value that does not stand there would never be tried. The value of otherwise need not stand in it.",
			"Avec order, les valeurs sont essayées l’une après l’autre, et une valeur qui n’y figure pas ne serait jamais essayée. La valeur de otherwise n’a pas besoin d’y figurer.",
		},
		File:  extraRules,
		Wrong: letter("title: Read by somebody", "title: Read by somebody, order: [no]", "obligations:", "  - id: unread\n    concludes: {read: no}\n    when: {opened: no}\nobligations:"),
		Right: letter("title: Read by somebody", "title: Read by somebody, order: [no, yes]", "obligations:", "  - id: unread\n    concludes: {read: no}\n    when: {opened: no}\nobligations:"),
	},
	{
		Code: "rule-no-otherwise", Severity: Error,
		Title: Text{"the conclusion does not say what it is when no rule holds", "la conclusion ne dit pas ce qu’elle vaut si aucune règle ne s’applique"},
		Why: Text{
			"A yes-no is no when no rule holds. A choice says so with otherwise, or with complete: yes that its rules leave nothing out; a case that they do leave out is then an error.",
			"Un oui-non vaut no si aucune règle ne s’applique. Un choix le précise par otherwise, ou affirme par complete: yes que ses règles n’oublient rien ; une fiche qu’elles oublient est alors une erreur.",
		},
		File:  extraRules,
		Wrong: letter("type: yes-no, title: Read by somebody", "type: choice, values: {yes: yes, no: no}, title: Read by somebody"),
		Right: letter("type: yes-no, title: Read by somebody", "type: choice, values: {yes: yes, no: no}, otherwise: no, title: Read by somebody"),
	},
	{
		Code: "rule-burden-misplaced", Severity: Error,
		Title: Text{"a burden stands where it has no place", "une charge de la preuve est mal placée"},
		Why: Text{
			"An exception with burden: bearer counts only when proven, so that an unknown keeps the duty. On an exception of an exception, or of the rule of a value that must itself be proven, it would do the reverse: an unknown would end the duty.",
			"Une exception avec burden: bearer ne compte que si elle est prouvée, de sorte que l’inconnu maintient l’obligation. Sur l’exception d’une exception, ou de la règle d’une valeur qui doit elle-même être prouvée, elle ferait l’inverse : l’inconnu lèverait l’obligation.",
		},
		File:  extraRules,
		Wrong: letter("done-by", "except:\n      - id: plain-paper\n        when: {paper: plain}\n        except:\n          - {id: many-pages, burden: bearer, when: {pages: {over: 9}}}\n    done-by"),
		Right: letter("done-by", "except:\n      - id: plain-paper\n        burden: bearer\n        when: {paper: plain}\n        except:\n          - {id: many-pages, when: {pages: {over: 9}}}\n    done-by"),
	},
	{
		Code: "rule-presumed-burden", Severity: Error,
		Title: Text{"a presumption would prove what must be proven", "une présomption prouverait ce qui doit l’être"},
		Why: Text{
			"A presumed fact is taken as given when nobody states it. What counts only when proven must not hang on one, directly or through other conclusions: otherwise silence would be proof.",
			"Un fait présumé est tenu pour acquis si personne ne l’énonce. Ce qui ne compte que prouvé ne doit pas en dépendre, ni directement ni à travers d’autres conclusions : sinon le silence vaudrait preuve.",
		},
		File:  extraRules,
		Wrong: letter("title: Paper,", "title: Paper, presumed: plain,", "done-by", "except:\n      - {id: plain-paper, burden: bearer, when: {paper: plain}}\n    done-by"),
		Right: letter("done-by", "except:\n      - {id: plain-paper, burden: bearer, when: {paper: plain}}\n    done-by"),
	},
	{
		Code: "rule-party-scope", Severity: Error,
		Title: Text{"a rule about the case tests a fact of a party", "une règle sur l’affaire teste un fait d’une partie"},
		Why: Text{
			"A fact or conclusion with of: party may differ from party to party, so a rule about the whole case could not say whose it means. Obligations, which fall on one party each, and conclusions with of: party may test it.",
			"Un fait ou une conclusion avec of: party peut différer d’une partie à l’autre ; une règle sur l’affaire entière ne saurait pas de qui elle parle. Les obligations, qui pèsent chacune sur une partie, et les conclusions avec of: party peuvent le tester.",
		},
		File:  extraRules,
		Wrong: letter("type: yes-no, title: Opened", "type: yes-no, of: party, title: Opened"),
		Right: letter("type: yes-no, title: Opened", "type: yes-no, of: party, title: Opened", "type: yes-no, title: Read", "type: yes-no, of: party, title: Read"),
	},
	{
		Code: "rule-cycle", Severity: Error,
		Title: Text{"a conclusion reads itself", "une conclusion se lit elle-même"},
		Why: Text{
			"Each conclusion is decided after those that its rules read. Where they read each other in a circle there is no first one; the message names the circle.",
			"Chaque conclusion est décidée après celles que lisent ses règles. Si elles se lisent en cercle, il n’y en a pas de première ; le message nomme le cercle.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {any: [opened: yes, read: yes]}"),
		Right: letter(),
	},
	{
		Code: "rule-unreachable", Severity: Error,
		Title: Text{"the rule can never hold", "la règle ne peut jamais s’appliquer"},
		Why: Text{
			"No facts that are possible together satisfy it, at any time or under any proposal. Mostly two tests exclude each other, or an exception always applies.",
			"Aucun ensemble de faits possibles ne la satisfait, à aucune date ni selon aucune proposition. Le plus souvent, deux tests s’excluent ou une exception s’applique toujours.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {all: [pages: {over: 9}, pages: {under: 5}]}"),
		Right: letter("when: {opened: yes}", "when: {all: [pages: {over: 5}, pages: {under: 9}]}"),
	},
	{
		Code: "rule-exception-unreachable", Severity: Error,
		Title: Text{"the exception can never apply", "l’exception ne peut jamais jouer"},
		Why: Text{
			"An exception takes its rule back where both conditions hold. These never hold together, so the exception says nothing, and somebody who relies on it is misled.",
			"Une exception écarte sa règle lorsque les deux conditions sont réunies. Celles-ci ne le sont jamais ensemble : l’exception ne dit rien, et qui s’y fie est induit en erreur.",
		},
		File:  extraRules,
		Wrong: letter("when: {opened: yes}", "when: {opened: yes}\n    except:\n      - {id: closed, when: {opened: no}}"),
		Right: letter("when: {opened: yes}", "when: {opened: yes}\n    except:\n      - {id: on-plain-paper, when: {paper: plain}}"),
	},
	{
		Code: "rule-order-unreached", Severity: Error,
		Title: Text{"no rule ever reaches a value of the order", "aucune règle n’atteint jamais une valeur de l’ordre"},
		Why: Text{
			"The values of order are tried one after the other. This one has no rule, or the rules of the values before it leave it nothing.",
			"Les valeurs de order sont essayées l’une après l’autre. Celle-ci n’a pas de règle, ou les règles des valeurs précédentes ne lui laissent rien.",
		},
		File:  extraRules,
		Wrong: letter("title: Read by somebody", "title: Read by somebody, otherwise: no, order: [yes, no]", "obligations:", "  - id: unread\n    concludes: {read: no}\n    when: {all: [opened: yes, paper: plain]}\nobligations:"),
		Right: letter("title: Read by somebody", "title: Read by somebody, otherwise: no, order: [no, yes]", "obligations:", "  - id: unread\n    concludes: {read: no}\n    when: {all: [opened: yes, paper: plain]}\nobligations:"),
	},
	{
		Code: "rule-gap", Severity: Warning,
		Title: Text{"a conclusion said to be complete has no value for some facts", "une conclusion dite complète reste sans valeur pour certains faits"},
		Why: Text{
			"With complete: yes the rules promise to decide the conclusion whatever the facts are. Here are facts for which no rule holds; a case with them could not be answered, and the site would not be built. The hint gives them, and a case file to paste shows it. Add a rule for such a case, or otherwise to the conclusion.",
			"Avec complete: yes, les règles s’engagent à décider la conclusion quels que soient les faits. Voici des faits pour lesquels aucune règle ne s’applique ; un cas qui les énonce resterait sans réponse, et le site ne serait pas construit. Le conseil les donne, et un fichier de cas prêt à coller le montre. Ajoutez une règle pour un tel cas, ou otherwise à la conclusion.",
		},
		File:  extraRules,
		Wrong: fated("temporary"),
		Right: fated("[none, temporary]"),
	},
	{
		Code: "rule-conflict", Severity: Error,
		Title: Text{"two rules contradict each other", "deux règles se contredisent"},
		Why: Text{
			"Both can hold in one case, and each concludes something else. The hint gives the facts of such a case, ready to paste. Let one rule override the other, give the conclusion an order, or exclude the case where both hold.",
			"Toutes deux peuvent s’appliquer à une même affaire, et chacune conclut autre chose. Le conseil donne les faits d’une telle affaire, prêts à coller. Faites prévaloir l’une par overrides, donnez un order à la conclusion, ou excluez l’affaire où les deux s’appliquent.",
		},
		File:  extraRules,
		Wrong: letter("obligations:", "  - id: unread-when-plain\n    concludes: {read: no}\n    when: {paper: plain}\nobligations:"),
		Right: letter("obligations:", "  - id: unread-when-plain\n    concludes: {read: no}\n    when: {paper: plain}\n    overrides: read-when-opened\nobligations:"),
	},
	{
		Code: "rule-unread-conclusion", Severity: Warning,
		Title: Text{"nothing reads the conclusion", "rien ne lit la conclusion"},
		Why: Text{
			"No rule, obligation or score tests it, so it changes no answer. Often a rule should have tested it; otherwise it is work for nobody.",
			"Aucune règle, aucune obligation, aucun score ne la teste : elle ne change aucune réponse. Souvent, une règle aurait dû la tester ; sinon, elle ne sert à personne.",
		},
		File:  extraRules,
		Wrong: letter("when: {read: yes}", "when: {opened: yes}"),
		Right: letter(),
	},
	{
		Code: "rule-undecided-conclusion", Severity: Warning,
		Title: Text{"no rule concludes it", "aucune règle n’y conclut"},
		Why: Text{
			"Where no rule is law, the answer is unknown in every case. Write the rule, or take the conclusion away.",
			"Là où aucune règle n’est en vigueur, la réponse est inconnue dans toutes les fiches. Écrivez la règle, ou retirez la conclusion.",
		},
		File:  extraRules,
		Wrong: letter("conclusions:", "conclusions:\n  copied: {type: yes-no, title: Copied}", "when: {read: yes}", "when: {any: [read: yes, copied: yes]}"),
		Right: letter(),
	},
	{
		Code: "rule-missing-translation", Severity: Warning,
		Title: Text{"a text lacks a language of the site", "un texte manque dans une langue du site"},
		Why: Text{
			"Every page exists in every language of site.yaml; where a text is missing, readers meet another language. A text alone, without a language, counts as the site’s first.",
			"Chaque page existe dans toutes les langues de site.yaml ; là où un texte manque, on lit une autre langue. Un texte seul, sans langue, compte comme la première du site.",
		},
		File:  extraRules,
		Wrong: letter("title: Tell the sender", "title: {fr: Prévenir l’expéditeur}"),
		Right: letter("title: Tell the sender", "title: {en: Tell the sender, fr: Prévenir l’expéditeur}"),
	},
	{
		Code: "rule-missing-title", Severity: Warning,
		Title: Text{"something has no title", "il manque un titre"},
		Why: Text{
			"Pages show titles; without one they show the id, which was made for files and not for people.",
			"Les pages montrent les titres ; à défaut, elles montrent l’identifiant, fait pour les fichiers et non pour les lecteurs.",
		},
		File:  extraRules,
		Wrong: letter("{type: yes-no, title: Opened}", "{type: yes-no}"),
		Right: letter(),
	},
}

// numbered returns more values of a set.
func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		name := string(rune('a'+i/26)) + string(rune('a'+i%26))
		b.WriteString(", " + name + ": " + name)
	}
	return b.String()
}

// fated returns rules that say what became of the data: gone when lost, here when availability is some
// other value.
func fated(availability string) string {
	return `conclusions:
  fate:
    type: choice
    title: Fate of the data
    values: {gone: gone, here: still here}
    complete: yes

rules:
  - id: gone-when-lost
    title: Gone when lost
    concludes: {fate: gone}
    when: {availability: permanent}
    because: What is lost is gone.
    source: GDPR 4(12)
  - id: here-when-back
    title: Here when back
    concludes: {fate: here}
    when: {availability: ` + availability + `}
    because: What was out of reach for a time is back.
    source: GDPR 4(12)

obligations:
  - id: look-for-copies
    title: Look for copies
    bearer: controller
    when: {fate: gone}
    because: A copy may be left somewhere.
    source: GDPR 4(12)
`
}
