-- Decisions on kinds in the order of the log: what people's corrections are learned from.
CREATE INDEX case_classified ON case_history (county, leaf) WHERE action = 'classify';
