"""What the store tells resolution: profiles over shared keys, as if the document at hand were not stored."""

from graph.model import DocumentId

NOWHERE = DocumentId("nowhere")


def names_of(known):
    return {profile.name for profile in known.profiles}


def keys_of(store, document):
    rows = store.connection.read(
        lambda transaction: list(
            transaction.run(
                "MATCH (:Anchor {document: $d})-[:OF]->(p) RETURN p.name AS name, p.keys AS keys", d=document
            )
        )
    )
    return {row["name"]: tuple(row["keys"]) for row in rows}


def test_an_empty_store_knows_nobody(store):
    assert store.known(["a key"], NOWHERE).profiles == ()
    assert store.held(NOWHERE) is None


def test_who_shares_a_key_is_known_and_who_does_not_is_not(desk, store):
    document = desk.publish(("Ana Ruiz", "PAID", "Bob Stone"))
    keys = keys_of(store, document.id)
    known = store.known(keys["Ana Ruiz"], NOWHERE)
    assert (names_of(known), known.revision) == ({"Ana Ruiz"}, 1)
    assert known.profiles[0].first == store.nodes([desk.id_of("Ana Ruiz")])[0].id


def test_the_document_itself_is_left_out_but_its_keys_count(desk, store):
    document = desk.publish(("Ana Ruiz", "PAID", "Bob Stone"))
    assert store.known([], document.id).profiles == ()
    desk.publish(("Ana Ruiz", "PAID", "Cem Oz"))
    assert names_of(store.known([], document.id)) == {"Ana Ruiz"}


def test_the_first_anchor_is_one_of_another_document(desk, store):
    documents = [desk.publish(("Ana Ruiz", "PAID", name)) for name in ("Bob Stone", "Cem Oz", "Dan Wu")]
    firsts = {store.known([], document.id).profiles[0].first for document in documents}
    anchors = store.connection.read(
        lambda transaction: [
            (row["id"], row["document"])
            for row in transaction.run(
                "MATCH (a:Anchor)-[:OF]->({name: 'Ana Ruiz'}) RETURN a.id AS id, a.document AS document"
            )
        ]
    )
    smallest, second = sorted(anchors)[:2]
    assert firsts == {smallest[0], second[0]}
    owner = smallest[1]
    assert store.known([], DocumentId(owner)).profiles[0].first == second[0]


def test_keys_lead_on_to_further_profiles(desk, store):
    desk.publish(("Ana Ruiz", "PAID", "Bob Stone"))
    desk.publish(("Ana Maria Ruiz", "PAID", "Bob Stone"))
    desk.publish(("Maria Ruiz", "PAID", "Bob Stone"))
    document = desk.publish(("Ana Maria Ruiz", "PAID", "Cem Oz"))
    shared = {}
    for name, keys in keys_of(store, document.id).items():
        shared[name] = names_of(store.known(keys, NOWHERE))
    assert "Ana Maria Ruiz" in shared["Ana Maria Ruiz"]
    assert "Bob Stone" not in shared["Ana Maria Ruiz"]
    again = store.known(
        [k for p in store.known(keys_of(store, document.id)["Ana Maria Ruiz"], NOWHERE).profiles for k in p.keys],
        NOWHERE,
    )
    assert names_of(again) == shared["Ana Maria Ruiz"]
