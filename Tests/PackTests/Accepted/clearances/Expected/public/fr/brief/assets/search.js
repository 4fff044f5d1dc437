globalThis.dossierIndex={"kinds":["Couverture","Section","Annexe","Incident","Inscription","Entité"],"marking":"TLP:CLEAR","pages":[
[0,"index","Vol dans le port","brief"],
[1,"overview","Ce qui a été pris","Résumé"],
[1,"lines","Ce que nous disons","Messages clés"],
[2,"annex/incidents","Incidents","Chaque incident de ce dossier, avec la fourchette de sa perte et l’auteur désigné."],
[2,"annex/sources","Sources","Chaque source que cite ce dossier, numérotée comme dans le texte."],
[3,"incidents/harbour-2025","Le vol du port","harbour-2025; The harbour theft; Harbour Exchange","21 février 2025"],
[5,"entities/harbour-gang","Harbour gang","harbour-gang"],
]};
