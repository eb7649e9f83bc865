-- Words shared by all series: territories, languages, markets, elements, terms.

create table territory (
    territory text not null,
    name text not null,
    constraint territory_key primary key (territory),
    constraint territory_form check (territory ~ '^[A-Z]{2}$')
);
comment on table territory is 'ISO 3166-1 countries, filled from Debian''s iso-codes';
comment on column territory.territory is 'Alpha-2 code';
comment on column territory.name is 'English short name';

create table language_subtag (
    subtag text not null,
    constraint language_subtag_key primary key (subtag)
);
comment on table language_subtag is 'Primary language subtags of BCP 47 (ISO 639-1 and 639-3), filled from Debian''s iso-codes';
comment on column language_subtag.subtag is 'Two or three letters, lower case';

create table market (
    market_code text not null,
    name text not null,
    everywhere boolean not null default false,
    operation_id bigint,
    constraint market_key primary key (market_code),
    constraint market_code_form check (market_code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(market_code) <= 64),
    constraint market_operation foreign key (operation_id) references operation
);
comment on table market is 'A named set of territories. Every territory is one under its alpha-2 code in lower case';
comment on column market.market_code is 'Short name, as in us, hk-mo-tw, world';
comment on column market.name is 'Name for people';
comment on column market.everywhere is 'True for world (UN M.49 001): holds every territory, present and future';
comment on column market.operation_id is 'Operation that added it; null for the built-in ones';

create table market_territory (
    market_code text not null,
    territory text not null,
    constraint market_territory_key primary key (market_code, territory),
    constraint market_territory_market foreign key (market_code) references market,
    constraint market_territory_known foreign key (territory) references territory
);
comment on table market_territory is 'The territories of each market';
comment on column market_territory.market_code is 'Market';
comment on column market_territory.territory is 'Territory it holds';

create table vocabulary (
    vocabulary text not null,
    operation_id bigint not null,
    constraint vocabulary_key primary key (vocabulary),
    constraint vocabulary_form check (vocabulary ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
    constraint vocabulary_operation foreign key (operation_id) references operation
);
comment on table vocabulary is 'A list that element values can be taken from, as in sport';
comment on column vocabulary.vocabulary is 'Name';
comment on column vocabulary.operation_id is 'Operation that added it';

create table term (
    term_id integer generated always as identity,
    vocabulary text not null,
    code text not null,
    operation_id bigint not null,
    constraint term_key primary key (term_id),
    constraint term_unique unique (vocabulary, code),
    constraint term_code_form check (code ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
    constraint term_vocabulary foreign key (vocabulary) references vocabulary,
    constraint term_operation foreign key (operation_id) references operation
);
comment on table term is 'A value of a vocabulary; two editions that name the same term have the same value';
comment on column term.term_id is 'Key';
comment on column term.vocabulary is 'The vocabulary it belongs to';
comment on column term.code is 'Name within it, as in association_football';
comment on column term.operation_id is 'Operation that added it';

create table term_label (
    term_id integer not null,
    language text not null,
    label text not null,
    position smallint not null,
    operation_id bigint not null,
    constraint term_label_key primary key (term_id, language, label),
    constraint term_label_text check (label <> '' and label is nfc normalized),
    constraint term_label_term foreign key (term_id) references term,
    constraint term_label_operation foreign key (operation_id) references operation
);
comment on table term_label is 'What a term is called in a language';
comment on column term_label.term_id is 'The term';
comment on column term_label.language is 'BCP 47 tag';
comment on column term_label.label is 'The word';
comment on column term_label.position is 'Order in which labels were given; the first of a language is shown';
comment on column term_label.operation_id is 'Operation that added it';

create table element_kind (
    kind text not null,
    description text not null,
    constraint element_kind_key primary key (kind)
);
comment on table element_kind is 'Kinds of elements';
comment on column element_kind.kind is 'Name';
comment on column element_kind.description is 'What falls under it';
insert into element_kind (kind, description) values
    ('character', 'who somebody is: name, work, nature'),
    ('setting', 'where and when the story plays'),
    ('plot', 'what happens, as one fact'),
    ('beat', 'one moment of the story'),
    ('trope', 'a pattern that audiences know'),
    ('hook', 'what opens it'),
    ('ending', 'how it ends'),
    ('format', 'episodes, duration, live action or animation'),
    ('production', 'cast, company, rights, place of making'),
    ('other', 'anything else');

create table element (
    element_id integer generated always as identity,
    path text not null,
    kind text not null,
    label text,
    vocabulary text,
    tradition text,
    citation_id bigint,
    operation_id bigint not null,
    constraint element_key primary key (element_id),
    constraint element_path_unique unique (path),
    constraint element_path_form check (path ~ '^[a-z0-9]+(_[a-z0-9]+)*([.][a-z0-9]+(_[a-z0-9]+)*)*$' and length(path) <= 128),
    constraint element_kind_known foreign key (kind) references element_kind,
    constraint element_vocabulary foreign key (vocabulary) references vocabulary,
    constraint element_citation foreign key (citation_id) references citation,
    constraint element_operation foreign key (operation_id) references operation
);
comment on table element is 'One addressable fact of a story or its making';
comment on column element.element_id is 'Key';
comment on column element.path is 'Address, as in male_lead.sport';
comment on column element.kind is 'Kind';
comment on column element.label is 'Name for people';
comment on column element.vocabulary is 'Vocabulary its values are taken from, if any';
comment on column element.tradition is 'Of a trope: the storytelling tradition it is said to come from';
comment on column element.citation_id is 'Evidence for the tradition';
comment on column element.operation_id is 'Operation that added it';
