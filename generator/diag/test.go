package diag

import "strings"

// lost returns a file of tests of the rules of the example site, with changes: pairs of a text and what
// stands in its place.
func lost(changes ...string) string {
	return strings.NewReplacer(changes...).Replace(`tests:
  - id: empty-disk-lost
    title: A disk without personal data is lost
    because: Whoever loses a disk has lost personal data only where there were some on it.
    as-of: 2024-03-05
    parties:
      - {id: shop, role: controller, aware: 2024-03-05}
    facts:
      personal_data: no
      availability: permanent
    expect:
      personal_data_breach: no
      notify-authority: not-required
`)
}

// idle adds a rule that nothing tries to the rules of an example.
const idle = `rules:
  - id: data-out-of-order
    title: Data out of order
    concludes: {personal_data_breach: yes}
    when: {all: [personal_data: yes, unavailable_for: {over: 48h}]}
    because: Data that nobody can reach for two days are lost for that time.
    source: GDPR 4(12)
`

func outOfReach(availability string) string {
	return `tests:
  - id: out-of-reach-for-days
    title: The data stay where they are and nobody can reach them
    because: People who need their data cannot wait for days.
    facts: {personal_data: yes, availability: ` + availability + `}
    expect: {personal_data_breach: yes}
`
}

var testCodes = []Entry{
	{
		Code: "test-duplicate-id", Severity: Error,
		Title: Text{"a test of the rules has an id that is taken", "un test des règles porte un identifiant déjà pris"},
		Why: Text{
			"The page of a rule, the report and casebook explain name a test by its id, so it must lead to one thing: no case, rule or other test may have it. Give the test an id of its own, such as a few words on what is special about it.",
			"La page d’une règle, le rapport et casebook explain désignent un test par son identifiant, qui ne doit donc mener qu’à lui : aucun cas, aucune règle, aucun autre test ne peut le porter. Donnez au test un identifiant propre, par exemple quelques mots sur ce qu’il a de particulier.",
		},
		File:  "rules/tests/lost.yaml",
		Wrong: lost("empty-disk-lost", "data-lost"),
		Right: lost(),
	},
	{
		Code: "test-expects-nothing", Severity: Error,
		Title: Text{"a test of the rules expects nothing", "un test des règles n’attend rien"},
		Why: Text{
			"A test states facts and says what the rules must conclude from them. Without anything expected it holds whatever the rules say, and would only seem to guard them. Add expect, with a conclusion or an obligation and its answer.",
			"Un test énonce des faits et ce que les règles doivent en conclure. S’il n’attend rien, il réussit quelles que soient les règles, et ne fait que paraître les garder. Ajoutez expect, avec une conclusion ou une obligation et sa réponse.",
		},
		File:  "rules/tests/lost.yaml",
		Wrong: lost("    expect:\n      personal_data_breach: no\n      notify-authority: not-required\n", ""),
		Right: lost(),
	},
	{
		Code: "test-unknown-proposal", Severity: Error,
		Title: Text{"a test of the rules is under a proposal that is not declared", "un test des règles relève d’une proposition non déclarée"},
		Why: Text{
			"A test may ask what the rules would say under a change of the law that is proposed. The proposal must be one of those declared under proposals in the rules. Correct its id, or leave the key out for the law in force.",
			"Un test peut demander ce que diraient les règles sous une modification du droit en projet. La proposition doit être déclarée sous proposals dans les règles. Corrigez son identifiant, ou retirez la clé pour le droit en vigueur.",
		},
		File:  "rules/tests/lost.yaml",
		Wrong: lost("    as-of: 2024-03-05\n", "    proposal: longer-notice\n"),
		Right: lost(),
	},
	{
		Code: "test-unmet", Severity: Error,
		Title: Text{"the rules do not say what a test of them expects", "les règles ne disent pas ce qu’un de leurs tests attend"},
		Why: Text{
			"A test of the rules holds a point that somebody has thought through, with the reason beside it. When the rules no longer meet it, either the change of the rules has an effect that was not meant, or the test is out of date. The step of the trace that decided is shown below the message; read the reason of the test before you change either.",
			"Un test des règles fixe un point auquel quelqu’un a réfléchi, raison à l’appui. Si les règles ne le respectent plus, soit leur modification a un effet non voulu, soit le test a vieilli. L’étape du raisonnement qui a été décisive figure sous le message ; lisez la raison donnée par le test avant de changer l’un ou l’autre.",
		},
		File:  "rules/tests/lost.yaml",
		Wrong: lost("personal_data: no", "personal_data: yes"),
		Right: lost(),
	},
	{
		Code: "test-missing", Severity: Warning,
		Title: Text{"neither a case nor a test tries a rule", "ni un cas ni un test n’éprouve une règle"},
		Why: Text{
			"With casebook check --coverage, each rule, exception and obligation is left out in turn. Where no answer of any case and of any test would then be another, nothing shows that it says what its author meant, and nobody would notice if it were changed by mistake. Write a case in which it decides, or a test of the rules with the reason why it must.",
			"Avec casebook check --coverage, chaque règle, exception et obligation est ôtée à son tour. Si la réponse d’aucun cas ni d’aucun test n’en est changée, rien ne montre qu’elle dit ce que son auteur voulait, et personne ne remarquerait qu’on l’a modifiée par erreur. Écrivez un cas où elle est décisive, ou un test des règles avec la raison pour laquelle elle doit l’être.",
		},
		File:   "rules/tests/idle.yaml",
		Wrong:  outOfReach("temporary, unavailable_for: 3d"),
		Right:  outOfReach("none, unavailable_for: 3d"),
		Beside: []File{{"rules/idle.yaml", idle}},
	},
}
