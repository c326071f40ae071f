-- 役割とデータベース。postgres の権限で: sudo -u postgres psql -f roles.sql
-- 表の持ち主（用意・更新・写し）と、アプリ（読み取りと追加だけ）を分ける。合言葉はこのあと \password で付ける。
CREATE ROLE investmap_owner LOGIN;
CREATE ROLE investmap_app LOGIN;
CREATE DATABASE investmap OWNER investmap_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT, TEMPORARY ON DATABASE investmap FROM PUBLIC;
GRANT CONNECT ON DATABASE investmap TO investmap_app;
-- アプリの一つの問い合わせが長く居座らないようにする。
ALTER ROLE investmap_app SET statement_timeout = '120s';
ALTER ROLE investmap_app SET idle_in_transaction_session_timeout = '60s';
