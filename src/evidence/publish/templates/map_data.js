/* evidence-map: what the filters of the map need */
var evidenceMap = {{ data|safe }};
