-- Names that can change: paths of elements, codes of terms, terms that turned out to be one, markets said anew.

create table element_path (
    element_id integer not null,
    operation_id bigint not null,
    path text not null,
    constraint element_path_key primary key (element_id, operation_id),
    constraint element_path_form check (path ~ '^[a-z0-9]+(_[a-z0-9]+)*([.][a-z0-9]+(_[a-z0-9]+)*)*$' and length(path) <= 128),
    constraint element_path_element foreign key (element_id) references element,
    constraint element_path_operation foreign key (operation_id) references operation
);
create index element_path_by_path on element_path (path);
comment on table element_path is 'Addresses of an element; the last holds, the earlier ones go on naming it';
comment on column element_path.element_id is 'Element';
comment on column element_path.operation_id is 'Operation that named it so';
comment on column element_path.path is 'Address, as in male_lead.sport';
insert into element_path (element_id, operation_id, path) select element_id, operation_id, path from element;
alter table element drop column path;

create table term_code (
    term_id integer not null,
    operation_id bigint not null,
    code text not null,
    constraint term_code_key primary key (term_id, operation_id),
    constraint term_code_form check (code ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
    constraint term_code_term foreign key (term_id) references term,
    constraint term_code_operation foreign key (operation_id) references operation
);
create index term_code_by_code on term_code (code);
comment on table term_code is 'Codes of a term within its vocabulary; the last holds, the earlier ones go on naming it';
comment on column term_code.term_id is 'Term';
comment on column term_code.operation_id is 'Operation that named it so';
comment on column term_code.code is 'Name within the vocabulary, as in association_football';
insert into term_code (term_id, operation_id, code) select term_id, operation_id, code from term;
alter table term drop column code;

create table term_merger (
    term_id integer not null,
    operation_id bigint not null,
    into_id integer not null,
    constraint term_merger_key primary key (term_id, operation_id),
    constraint term_merger_term foreign key (term_id) references term,
    constraint term_merger_into foreign key (into_id) references term,
    constraint term_merger_operation foreign key (operation_id) references operation,
    constraint term_not_merged_into_itself check (into_id <> term_id)
);
comment on table term_merger is 'Terms that turned out to be the same as another: decisions that name them mean the other';
comment on column term_merger.term_id is 'The term given up';
comment on column term_merger.operation_id is 'Operation that said so';
comment on column term_merger.into_id is 'The term that it is the same as';

create table market_state (
    market_code text not null,
    operation_id bigint not null,
    name text not null,
    territories text[] not null,
    constraint market_state_key primary key (market_code, operation_id),
    constraint market_state_market foreign key (market_code) references market,
    constraint market_state_operation foreign key (operation_id) references operation,
    constraint market_name_text check (name <> '' and name is nfc normalized),
    constraint market_has_territories check (cardinality(territories) > 0)
);
comment on table market_state is 'What is said of a market that somebody added';
comment on column market_state.market_code is 'Market';
comment on column market_state.operation_id is 'Operation that said it';
comment on column market_state.name is 'Name for people';
comment on column market_state.territories is 'The ISO 3166-1 alpha-2 codes that it holds, in order';
insert into market_state (market_code, operation_id, name, territories)
select m.market_code, m.operation_id, m.name, array_agg(t.territory order by t.territory)
from market m join market_territory t on t.market_code = m.market_code
where m.operation_id is not null
group by m.market_code;
drop table market_territory;
alter table market drop column name;
comment on table market is 'Codes of markets: every territory under its alpha-2 code in lower case, the world, and sets that somebody added (market_state)';

create table script_subtag (
    subtag text not null,
    constraint script_subtag_key primary key (subtag)
);
comment on table script_subtag is 'Scripts (ISO 15924) for BCP 47 tags, filled from Debian''s iso-codes';
comment on column script_subtag.subtag is 'Four letters in title case, as in Hant';
