-- What each table is for: who may do what with it, and what keeps it.

create or replace view table_right as
    with class(class, tables) as (values
        -- What the program brings along, or makes itself of what is recorded.
        ('constant', array['migration', 'schema_state', 'catalogue_identity', 'territory', 'language_subtag',
            'script_subtag', 'currency', 'element_kind', 'metric', 'editor_market', 'undone']),
        -- What an import of figures records.
        ('figure', array['operation', 'subject', 'measure', 'batch', 'batch_confirmation', 'joint', 'joint_member',
            'figure_run', 'figure_batch', 'counter_reading', 'ranking_claim', 'import_profile',
            'reach_export']),
        -- What can be made again from the facts.
        ('derived', array['weekly_reach']),
        -- Everything else that is recorded.
        ('catalogue', array['source', 'citation', 'series', 'series_state', 'edition', 'revision', 'edition_state',
            'edition_alias', 'external_identifier', 'lineage', 'lineage_source', 'edition_assertion', 'decision',
            'market', 'market_state', 'vocabulary', 'term', 'term_code', 'term_label', 'term_merger', 'term_evidence',
            'element', 'element_state', 'element_path', 'creative', 'creative_state', 'creative_beat', 'snapshot_claim', 'note',
            'operation_origin', 'backup', 'backup_drill'])),
    verb(class, role_name, verbs) as (values
        ('constant', 'adapt_read', 'select'), ('constant', 'adapt_import', 'select'),
        ('constant', 'adapt_edit', 'select'), ('constant', 'adapt_owner', 'select, insert, update, delete'),
        ('figure', 'adapt_read', 'select'), ('figure', 'adapt_import', 'select, insert'),
        ('figure', 'adapt_edit', 'select, insert'), ('figure', 'adapt_owner', 'select, insert'),
        ('derived', 'adapt_read', 'select'), ('derived', 'adapt_import', 'select, insert, update, delete'),
        ('derived', 'adapt_edit', 'select, insert, update, delete'),
        ('derived', 'adapt_owner', 'select, insert, update, delete'),
        ('catalogue', 'adapt_read', 'select'), ('catalogue', 'adapt_import', 'select'),
        ('catalogue', 'adapt_edit', 'select, insert'), ('catalogue', 'adapt_owner', 'select, insert'))
    select t.table_name, v.role_name, v.verbs
    from class c
    cross join unnest(c.tables) t(table_name)
    join verb v on v.class = c.class;
comment on view table_right is 'What each role may do with each table; grant_rights() makes it so. Facts are added to by all, and changed by none';
comment on column table_right.table_name is 'Table';
comment on column table_right.role_name is 'Role';
comment on column table_right.verbs is 'What it may do';

create or replace view kept_table as
    select r.table_name, r.table_name || '_append_only' as trigger_name,
        'before update or delete or truncate on %I for each statement execute function refuse_change()' as made_as
    from table_right r
    where r.role_name = 'adapt_edit' and r.verbs = 'select, insert' and to_regclass('adapt.' || r.table_name) is not null
    union all
    select c.relname::text, c.relname || '_of_its_operation',
        'after insert on %I referencing new table as added for each statement execute function added_to_its_operation()'
    from pg_class c
    where c.relnamespace = 'adapt'::regnamespace and c.relkind = 'r' and c.relname not in ('operation', 'undone')
        -- A table that somebody made here himself is none of what is kept.
        and c.relname in (select r.table_name from table_right r)
        and (c.relname in ('creative_beat', 'figure_run', 'batch_confirmation') or exists (
            select from pg_attribute a where a.attrelid = c.oid and a.attname = 'operation_id'));
comment on view kept_table is 'Triggers that keep what was recorded: facts are added to and never changed, and only by the operation that they are of';
comment on column kept_table.table_name is 'Table';
comment on column kept_table.trigger_name is 'Trigger';
comment on column kept_table.made_as is 'The rest of the statement that makes it, with a place for the table';
