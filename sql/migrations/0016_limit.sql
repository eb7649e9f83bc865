-- Editors who may change the editions of some markets only.

create table editor_market (
    role_name text not null,
    market_code text not null,
    limited_by text not null default session_user,
    limited_at timestamptz not null default clock_timestamp(),
    constraint editor_market_key primary key (role_name, market_code),
    constraint editor_market_market foreign key (market_code) references market
);
comment on table editor_market is 'Markets whose editions a role may change; a role that is not named here may change all';
comment on column editor_market.role_name is 'PostgreSQL role, of a person or of a group';
comment on column editor_market.market_code is 'Market';
comment on column editor_market.limited_by is 'Who said so';
comment on column editor_market.limited_at is 'When';
