package diag

var linkCodes = []Entry{
	{
		Code: "link-broken", Severity: Error,
		Title: Text{"a link leads nowhere", "un lien ne mène nulle part"},
		Why: Text{
			"A reader who follows it would find an error page. Link to a case, a rule, an obligation or a fact by its id, [[clinic]]; to an article as the rules name it, [[GDPR 33(1)]]; to a heading of the same text with #; to another site with its whole address.",
			"Le lecteur qui le suivrait trouverait une page d’erreur. Renvoyez à un cas, une règle, une obligation ou un fait par son identifiant, [[clinic]] ; à un article comme les règles le nomment, [[GDPR 33(1)]] ; à un titre du même texte par # ; à un autre site par son adresse complète.",
		},
		File:  "cases/example.md",
		Wrong: listCase("") + "\nIt was like [[clinik]].\n",
		Right: listCase("") + "\nIt was like [[clinic]].\n",
	},
}
