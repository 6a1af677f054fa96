-- What is kept of each edition, and the tokens that find it, as numbers (gin.cpp).
CREATE TABLE search_document (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  words TEXT NOT NULL,
  marks TEXT NOT NULL,
  tokens INT4[] NOT NULL,
  PRIMARY KEY (county, id, edition)
);
CREATE INDEX search_tokens ON search_document USING gin (tokens);
