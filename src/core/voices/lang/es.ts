import { type Lexicon, phrases, wordSet } from "./lexicon.ts";

/** Spanish: analysis only. */
export const spanish: Lexicon = {
  language: "es",
  stopWords:
    wordSet(`a al algo algunos ante antes aqui asi aun aunque cada como con contra cual cuando de debe deben del desde donde dos el ella ellas ellos en entre era eran es esa esas ese eso esos esta estan estas este esto estos
    fue fueron ha hace hacia han hasta hay he la las le les lo los mas me mi mientras mis misma mismo mucho muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pues puede pueden
    que quien se sea segun ser si sin sino sobre solo son su sus tal tambien tan tanto te tiene tienen toda todas todo todos tu un una unas uno unos y ya yo`),
  abbreviations: wordSet(
    "p.ej p ej etc aprox sr sra srta dr dra num art vol max min ene feb abr jun jul ago sep sept oct nov dic tel ud uds cf",
  ),
  numberWords: new Map(
    "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
      .split(" ")
      .map((word, value): [string, number] => [word, value])
      .concat([
        ["uno", 1],
        ["una", 1],
        ["veinte", 20],
        ["treinta", 30],
        ["cuarenta", 40],
        ["cincuenta", 50],
        ["cien", 100],
      ]),
  ),
  months: wordSet(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene feb abr jun jul ago sep oct nov dic",
  ),
  prepositions: wordSet("a al ante bajo con contra de del desde durante en entre hacia hasta para por segun sin sobre tras"),
  articles: wordSet("el la los las un una unos unas nuestro nuestra nuestros su sus"),
  and: wordSet("y e &"),
  or: wordSet("o u"),
  verbs: wordSet(
    "abrir aceptar adoptar adquirir alquilar ampliar anadir aplazar aumentar bajar cambiar cancelar cerrar comprar conservar construir continuar contratar crear dejar desarrollar dividir elegir esperar externalizar fusionar hacer instalar invertir lanzar mantener migrar modernizar mudar no ofrecer pasar prolongar quedar quedarnos reducir reemplazar reformar renovar seguir subir sustituir trasladar usar vender",
  ),
  roles: [
    ["files", phrases("archivos registrados|ficheros registrados")],
    ["questions", phrases("preguntas abiertas|preguntas|dudas|lo que no sabemos|puntos abiertos")],
    [
      "constraints",
      phrases("restricciones|restriccion|requisitos|condiciones|limites|obligaciones|limitaciones|imprescindible|innegociable"),
    ],
    ["criteria", phrases("criterios|criterio|lo que importa|que importa|prioridades|criterios de decision|evaluacion")],
    ["options", phrases("opciones|alternativas|posibilidades|candidatos|propuestas|ofertas|variantes|soluciones|escenarios")],
    ["risks", phrases("riesgos|riesgo|preocupaciones|peligros")],
    ["data", phrases("datos|mediciones|resultados|cifras|hechos|encuesta|comparacion")],
    ["objective", phrases("objetivo|pregunta|la pregunta|decision|meta|problema|tarea|que decidir")],
    ["context", phrases("contexto|situacion|antecedentes|historia|estado actual|introduccion")],
  ],
  comparatorsBefore: [
    ["como maximo", "<="],
    ["maximo", "<="],
    ["maximo de", "<="],
    ["no mas de", "<="],
    ["mas de", ">"],
    ["hasta", "<="],
    ["menos de", "<"],
    ["inferior a", "<"],
    ["no puede superar", "<="],
    ["no debe superar", "<="],
    ["no superar", "<="],
    ["como minimo", ">="],
    ["minimo", ">="],
    ["al menos", ">="],
    ["por lo menos", ">="],
    ["no menos de", ">="],
    ["superior a", ">"],
    ["presupuesto de", "<="],
    ["por debajo de", "<"],
    ["por encima de", ">"],
    ["en menos de", "<"],
  ],
  comparatorsAfter: [
    ["como maximo", "<="],
    ["maximo", "<="],
    ["como minimo", ">="],
    ["minimo", ">="],
    ["o menos", "<="],
    ["o mas", ">="],
    ["al menos", ">="],
  ],
  negations: wordSet("no nunca ningun ninguna jamas"),
  per: wordSet("por cada"),
  must: phrases(
    "debe|deben|no debe|no deben|no puede|no pueden|tiene que|tienen que|obligatorio|como maximo|como minimo|al menos|hay que|prohibido|imprescindible|es necesario",
  ),
  forbid: phrases("ningun|ninguna|sin"),
  before: phrases("antes de"),
  after: phrases("despues de"),
  guess: phrases("quizas|quiza|tal vez|probablemente|posiblemente|suponemos|hipotesis|sospechamos|parece que|podria ser|suposicion|rumor"),
  question: {
    should: phrases("debemos|deberiamos|debo|queremos|conviene|vamos a"),
    whether: phrases("si debemos|si conviene|si deberiamos|si"),
    between: phrases("entre"),
    pick: phrases("elegir|escoger|elegimos|optar por|uno de|una de"),
    could: phrases("podriamos|podemos|se podria|o bien"),
    finalists: phrases("finalistas|candidatos|opciones|las opciones son|ofertas|propuestas|quedan"),
    which: phrases("que|cual|cuales|donde|quien|cuando|como"),
    refuse: phrases("no|hacerlo|hacer|eso|si|ambos|ninguno|mas|menos"),
  },
  keep: phrases("mantener|conservar|seguir|continuar|quedarnos|quedar|no hacer nada|no|statu quo|dejar"),
  remedy: phrases("anadir|reparar|corregir|reiniciar|aumentar|restaurar"),
  lowerIsBetter: phrases(
    "mantenimiento|trayecto|coste|costes|costo|costos|precio|precios|tarifa|latencia|retraso|retrasos|errores|fallos|quejas|riesgo|riesgos|esfuerzo|duracion|tiempo|espera|ruido|emisiones|peso|perdidas|perdida|consumo|deuda|menos|bajo|rapido|corto|accidentes|plazo|alquiler|gasto|gastos|averias|averia|cola|reclamaciones|tarifas|accidente",
  ),
  higherIsBetter: phrases(
    "disponibilidad|bateria|preaviso|rendimiento|ingresos|beneficio|margen|ahorro|calidad|satisfaccion|nota|capacidad|precision|cobertura|fiabilidad|durabilidad|comodidad|autonomia|seguridad|garantia|eficiencia|asistencia|mas|alto|largo|espacio|luz|ventas|recaudacion|visitantes|visitas|clientes|pedidos|reservas|donaciones|crecimiento|participacion|caudal|ingreso|beneficios|facturacion",
  ),
  changeOnly: phrases("migracion|migrar|mudanza|traslado|implantacion|presupuesto|instalacion|entrega|inversion|obra|obras|transicion"),
  emphasis: [
    ["lo mas importante", 2],
    ["muy importante", 2],
    ["prioritario", 2],
    ["esencial", 2],
    ["secundario", 0.5],
    ["menos importante", 0.5],
    ["deseable", 0.5],
  ],
  optionNouns: wordSet("opcion variante alternativa propuesta oferta plan escenario solucion"),
  idNouns: wordSet(
    "version numero num pagina paso fase seccion capitulo figura tabla linea sala nivel articulo ticket clase dia semana grupo opcion pregunta ruta bus planta lote edificio parte anexo modelo",
  ),
};
