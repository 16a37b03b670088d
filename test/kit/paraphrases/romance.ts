/** French and Spanish wordings: `{P}` price, `{W}` width, `{B}` battery, `{L}` load name the figure that a wording is about. */
import type { Wordings } from "./wordings.ts";

export const FRENCH: Wordings = {
  upper: [
    "{P} Le prix ne doit pas dépasser 2 000 EUR.",
    "{P} Nous avons mis de côté 2 000 EUR.",
    "{P} Au plus 2 000 EUR.",
    "{P} Le budget est limité à 2 000 EUR.",
    "{W} Largeur maximale : 50 cm.",
    "{P} Tout ce qui coûte plus de 2 000 EUR est exclu.",
    "{P} Pas plus de 2 000 EUR.",
    "{P} Le plafond est de 2 000 EUR.",
  ],
  lower: [
    "{B} L'autonomie doit être d'au moins 13 heures.",
    "{B} Il faut 13 heures d'autonomie au minimum.",
    "{B} Une autonomie inférieure à 13 heures est exclue.",
    "{L} Il doit porter 120 kg.",
    "{L} Charge minimale : 120 kg.",
    "{B} Pas moins de 13 heures d'autonomie.",
    "{B} L'autonomie ne doit pas descendre sous 13 heures.",
    "{L} La charge doit atteindre 120 kg ou plus.",
  ],
  rule: [
    "{P} Parmi ceux qui restent, le moins cher.",
    "{B} Ensuite, la plus longue autonomie l'emporte.",
    "{P} S'il en reste plusieurs, nous prenons le moins cher.",
    "{B} À défaut, c'est l'autonomie qui décide.",
    "{B} Sinon, le plus autonome gagne.",
    "{P} Le prix le plus bas décide alors.",
    "{B} Pour le reste, plus l'autonomie est longue, mieux c'est.",
    "{P} Entre les autres, on choisit le prix le plus bas.",
  ],
};

export const SPANISH: Wordings = {
  upper: [
    "{P} El precio no puede superar los 2.000 EUR.",
    "{P} Tenemos apartados 2.000 EUR.",
    "{P} Como máximo 2.000 EUR.",
    "{P} El presupuesto es de 2.000 EUR.",
    "{W} Anchura máxima: 50 cm.",
    "{P} Todo lo que cueste más de 2.000 EUR queda fuera.",
    "{P} No más de 2.000 EUR.",
    "{P} El límite es de 2.000 EUR.",
  ],
  lower: [
    "{B} La autonomía debe ser de al menos 13 horas.",
    "{B} Hacen falta 13 horas de autonomía como mínimo.",
    "{B} Con menos de 13 horas de autonomía no sirve.",
    "{L} Tiene que cargar 120 kg.",
    "{L} Carga mínima: 120 kg.",
    "{B} No menos de 13 horas de autonomía.",
    "{B} La autonomía no puede bajar de 13 horas.",
    "{L} La carga ha de ser de 120 kg o más.",
  ],
  rule: [
    "{P} De los que queden, el más barato.",
    "{B} Después decide la mayor autonomía.",
    "{P} Si quedan varios, nos llevamos el más barato.",
    "{B} En lo demás, gana el de mayor autonomía.",
    "{B} Si no, el que tenga más autonomía.",
    "{P} Entonces decide el precio más bajo.",
    "{B} Por lo demás, cuanta más autonomía, mejor.",
    "{P} Entre los restantes se elige el de menor precio.",
  ],
};
