-- By which names an import found editions that are not called so: it rests on them.

alter table batch add column called text[];
comment on column batch.called is 'Names, folded, by which it found editions that have them as aliases; null: none';
