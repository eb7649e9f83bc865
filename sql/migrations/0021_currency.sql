-- Currencies that there are, as countries and languages: the list comes with the program. What was recorded of others
-- before stays as it is.

create table currency (
    currency text not null,
    name text not null,
    constraint currency_key primary key (currency),
    constraint currency_form check (currency ~ '^[A-Z]{3}$')
);
comment on table currency is 'Currencies that there are (ISO 4217)';
comment on column currency.currency is 'Code';
comment on column currency.name is 'Name in English';
alter table measure add constraint measure_currency_known foreign key (currency) references currency not valid;
