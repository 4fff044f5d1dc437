globalThis.dossierIndex={"kinds":["Cover","Section","Annex","Incident","Listing","Entity"],"marking":"TLP:AMBER","pages":[
[0,"index","Theft in the harbour","brief"],
[1,"overview","What was taken","Summary"],
[1,"lines","What we say","Key messages"],
[2,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[2,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[3,"incidents/dock-2025","The dock theft","dock-2025; Le vol « dock »","4 April 2025"],
[3,"incidents/harbour-2025","The harbour theft","harbour-2025; Le vol du port; Harbour Exchange","21 February 2025"],
[3,"incidents/mole-2025","The mole theft","mole-2025; Le vol « mole »","4 April 2025"],
[3,"incidents/pier-2025","The pier theft","pier-2025; Le vol « pier »","4 April 2025"],
[3,"incidents/quay-2025","The quay theft","quay-2025; Le vol du quai","2 March 2025"],
[5,"entities/harbour-gang","Harbour gang","harbour-gang"],
]};
