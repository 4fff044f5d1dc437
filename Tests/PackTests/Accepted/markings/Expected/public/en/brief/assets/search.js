globalThis.dossierIndex={"kinds":["Section","Annex","Incident","Listing","Entity"],"marking":"TLP:CLEAR","pages":[
[0,"overview","A crew stole US$1.2 million in 1 theft",""],
[0,"overview#s-open-heading","Open heading","","A crew stole US$1.2 million in 1 theft"],
[1,"annex/incidents","Incidents","Every incident this pack holds, with the range of its loss and who is said to be behind it."],
[1,"annex/sanctions","Listings","Every listing this pack holds, with its authority, dates and legal basis."],
[1,"annex/entities","Entities","Every actor, body, firm and person this pack names."],
[1,"annex/measures","Measures","What was promised, agreed or asked, by whom, and how far it has come."],
[1,"annex/timeline","Timeline","What happened, was disclosed, listed or agreed, in order."],
[1,"annex/figures","Figures","Every number in this pack with its value, the rows it rests on and the query that gave it."],
[1,"annex/sources","Sources","Every source this pack cites, numbered as in the text."],
[2,"incidents/anchor-2024","Anchor theft","anchor-2024; Anchor Exchange","20 January 2024"],
[3,"sanctions/ca-tide","Tide Crew (Global Affairs Canada)","ca-tide","1 May 2024"],
[4,"entities/tide-crew","Tide Crew","tide-crew"],
]};
