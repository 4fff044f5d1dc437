globalThis.dossierIndex={"kinds":["Section","Annex","Incident","Listing","Entity"],"marking":"TLP:AMBER","pages":[
[0,"overview","What was taken","Summary"],
[0,"lines","What we say","Key messages"],
[1,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[1,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[2,"incidents/dock-2025","The dock theft","dock-2025; Le vol « dock »","4 April 2025"],
[2,"incidents/harbour-2025","The harbour theft","harbour-2025; Le vol du port; Harbour Exchange","21 February 2025"],
[2,"incidents/mole-2025","The mole theft","mole-2025; Le vol « mole »","4 April 2025"],
[2,"incidents/pier-2025","The pier theft","pier-2025; Le vol « pier »","4 April 2025"],
[2,"incidents/quay-2025","The quay theft","quay-2025; Le vol du quai","2 March 2025"],
[4,"entities/harbour-gang","Harbour gang","harbour-gang"],
]};
