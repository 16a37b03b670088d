import { type Lexicon, phrases, wordSet } from "./lexicon.ts";

/** French: analysis only. */
export const french: Lexicon = {
  language: "fr",
  stopWords:
    wordSet(`a afin ai alors apres au aucun aussi autre autres aux avait avec avoir c car ce ceci cela celle celui ces cet cette chaque comme comment d dans de depuis des deux doit doivent donc du elle elles en encore
    entre est et etait etaient ete etre eux faire fait il ils j je jusqu l la le les leur leurs lors lui mais meme mes moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi
    qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous sur t ta tant tous tout toute toutes tres trop tu un une vers vos votre vous y`),
  abbreviations: wordSet("p.ex p ex etc env cf m mm mme mlle dr no n art vol max min janv fevr avr juil sept oct nov dec tel st ste ch"),
  numberWords: new Map(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
      .split(" ")
      .map((word, value): [string, number] => [word, value])
      .concat([
        ["une", 1],
        ["vingt", 20],
        ["trente", 30],
        ["quarante", 40],
        ["cinquante", 50],
        ["cent", 100],
      ]),
  ),
  months: wordSet(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr avr juil sept oct nov dec",
  ),
  prepositions: wordSet(
    "a au aux avant avec chez contre dans de depuis des derriere du en entre jusqu par pendant pour sans selon sous sur vers",
  ),
  articles: wordSet("un une le la les des du notre nos leur son sa ses votre l"),
  and: wordSet("et &"),
  or: wordSet("ou"),
  verbs: wordSet(
    "accepter acheter adopter agrandir ajouter arreter attendre augmenter baisser changer choisir conserver construire continuer creer demenager developper embaucher engager externaliser faire fermer fusionner garder installer investir lancer laisser louer maintenir migrer moderniser ne ouvrir passer prendre prolonger quitter recruter refaire remplacer renouveler renover reporter rester supprimer utiliser vendre",
  ),
  roles: [
    ["files", phrases("fichiers enregistres|fichiers declares")],
    ["questions", phrases("questions ouvertes|questions|points ouverts|inconnues|ce que nous ne savons pas")],
    [
      "constraints",
      phrases("contraintes|contrainte|exigences|conditions|imperatifs|limites|obligations|ce qui doit etre respecte|non negociable"),
    ],
    ["criteria", phrases("criteres|critere|ce qui compte|priorites|criteres de choix|evaluation|criteres de decision")],
    ["options", phrases("options|choix|alternatives|possibilites|candidats|propositions|offres|solutions|variantes|scenarios")],
    ["risks", phrases("risques|risque|craintes|dangers|inquietudes")],
    ["data", phrases("donnees|mesures|resultats|chiffres|faits|enquete|comparaison")],
    ["objective", phrases("objectif|question|la question|decision|but|probleme|tache|a decider")],
    ["context", phrases("contexte|situation|historique|etat actuel|introduction|presentation")],
  ],
  comparatorsBefore: [
    ["au plus", "<="],
    ["au maximum", "<="],
    ["maximum", "<="],
    ["pas plus de", "<="],
    ["plus de", ">"],
    ["jusqu a", "<="],
    ["moins de", "<"],
    ["inferieur a", "<"],
    ["inferieure a", "<"],
    ["ne pas depasser", "<="],
    ["pas depasser", "<="],
    ["ne doit pas depasser", "<="],
    ["ne peut depasser", "<="],
    ["au moins", ">="],
    ["au minimum", ">="],
    ["minimum", ">="],
    ["pas moins de", ">="],
    ["superieur a", ">"],
    ["superieure a", ">"],
    ["budget de", "<="],
    ["plafond de", "<="],
    ["sous", "<"],
    ["en moins de", "<"],
  ],
  comparatorsAfter: [
    ["au plus", "<="],
    ["maximum", "<="],
    ["au maximum", "<="],
    ["ou moins", "<="],
    ["au moins", ">="],
    ["minimum", ">="],
    ["au minimum", ">="],
    ["ou plus", ">="],
  ],
  negations: wordSet("pas ne jamais aucun aucune non"),
  per: wordSet("par"),
  must: phrases(
    "doit|doivent|ne doit pas|ne doivent pas|ne peut pas|ne peuvent pas|obligatoire|exige|exigee|au plus|au moins|il faut|interdit|imperativement|ne peut depasser|maximum|minimum",
  ),
  forbid: phrases("aucun|aucune|pas de|sans|pas d"),
  before: phrases("avant"),
  after: phrases("apres"),
  guess: phrases(
    "peut etre|probablement|sans doute|il semble|nous supposons|hypothese|hypotheses|nous soupconnons|pourrait etre|supposition|rumeur",
  ),
  question: {
    should: phrases("devons nous|faut il|devrions nous|doit on|dois je|voulons nous|est ce que nous devons|allons nous"),
    whether: phrases("si nous devons|si nous|s il faut|savoir si"),
    between: phrases("entre"),
    pick: phrases("choisir|choisissons|retenir|opter pour|un de|une de"),
    could: phrases("nous pourrions|nous pouvons|on pourrait|soit"),
    finalists: phrases(
      "finalistes|candidats|options|les options sont|en lice|offres|propositions|restent en lice|il reste|il nous reste|restent",
    ),
    which: phrases("quel|quelle|quels|quelles|que|ou|qui|quand|comment|lequel|laquelle"),
    refuse: phrases("non|pas|le faire|faire|cela|ca|oui|les deux|aucun|plus|moins"),
  },
  keep: phrases("garder|conserver|rester|continuer|maintenir|ne rien faire|ne pas|statu quo|laisser"),
  remedy: phrases("ajouter|reparer|corriger|redemarrer|augmenter|restaurer"),
  lowerIsBetter: phrases(
    "cout|trajet|entretien|couts|prix|frais|latence|delai|delais|retard|retards|erreurs|panne|pannes|plaintes|risque|risques|effort|duree|temps|attente|bruit|emissions|poids|pertes|perte|consommation|dette|moins|faible|rapide|court|accidents|loyer|depense|depenses|devis|defauts|accident|reclamations|file|rebut",
  ),
  higherIsBetter: phrases(
    "disponibilite|batterie|preavis|debit|revenu|benefice|marge|economies|qualite|satisfaction|note|capacite|precision|couverture|fiabilite|durabilite|confort|autonomie|rendement|securite|garantie|efficacite|frequentation|plus|eleve|long|surface|lumiere|recettes|recette|revenus|ventes|vente|visiteurs|visites|clients|chiffre d affaires|commandes|reservations|dons|croissance|participation|abonnes|benefices",
  ),
  changeOnly: phrases(
    "migration|migrer|demenagement|mise en place|mise en oeuvre|budget|installation|livraison|investissement|travaux|transition|chantier",
  ),
  emphasis: [
    ["le plus important", 2],
    ["tres important", 2],
    ["prioritaire", 2],
    ["essentiel", 2],
    ["secondaire", 0.5],
    ["moins important", 0.5],
    ["souhaitable", 0.5],
  ],
  optionNouns: wordSet("option variante alternative proposition choix offre plan scenario solution"),
  idNouns: wordSet(
    "version numero no page etape phase section chapitre figure tableau ligne salle niveau article ticket classe jour semaine groupe option question route bus etage lot batiment partie annexe modele",
  ),
};
