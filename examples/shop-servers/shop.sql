-- the tables that examples/shop-servers/pipeline.yaml reads
DROP TABLE IF EXISTS products, users;
CREATE TABLE products (product_id text PRIMARY KEY, name text NOT NULL, price numeric(10, 2) NOT NULL);
INSERT INTO products VALUES
    ('p1', 'thing 1', 62.25),
    ('p2', 'thing 2', 55.34),
    ('p3', 'thing 3', 73.48),
    ('p4', 'thing 4', 28.73),
    ('p5', 'thing 5', 18.85),
    ('p6', 'thing 6', 1.47),
    ('p7', 'thing 7', 13.81),
    ('p8', 'thing 8', 46.84),
    ('p9', 'thing 9', 14.23);
CREATE TABLE users (user_id text PRIMARY KEY, country text NOT NULL);
INSERT INTO users VALUES
    ('u01', 'FR'),
    ('u02', 'PL'),
    ('u03', 'FR'),
    ('u04', 'PL'),
    ('u05', 'DE'),
    ('u06', 'DE'),
    ('u07', 'DE'),
    ('u08', 'FR'),
    ('u09', 'DE'),
    ('u10', 'DE'),
    ('u11', 'PL'),
    ('u12', 'PL'),
    ('u13', 'PL'),
    ('u14', 'FR'),
    ('u15', 'DE'),
    ('u16', 'FR'),
    ('u17', 'PL'),
    ('u18', 'PL'),
    ('u19', 'FR');
