//! Tools that the tests share: scripts, other pages, and browsers that lack something.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlIFrameElement, Window};

/// Runs a script, and waits if it makes a promise.
pub async fn script(text: &str) -> JsValue {
    let value = js_sys::eval(text).expect("it runs");
    JsFuture::from(Promise::resolve(&value)).await.expect("it is fulfilled")
}

/// Something else in the place of one of the browser's interfaces, until it is dropped.
pub struct Instead {
    object: Object,
    name: JsValue,
    before: JsValue,
}

impl Instead {
    pub fn of(object: &str, name: &str, text: &str) -> Self {
        let object: Object = js_sys::eval(object).expect("it is there").unchecked_into();
        let name = JsValue::from(name);
        let before = Reflect::get_own_property_descriptor(&object, &name).expect("it can be asked");
        let instead = js_sys::eval(&format!("({{ value: {text}, configurable: true }})")).expect("it runs");
        assert!(
            Reflect::define_property(&object, &name, instead.unchecked_ref()).expect("it can be replaced")
        );
        Self { object, name, before }
    }
}

impl Drop for Instead {
    fn drop(&mut self) {
        if self.before.is_undefined() {
            Reflect::delete_property(&self.object, &self.name).expect("it goes");
        } else {
            Reflect::define_property(&self.object, &self.name, self.before.unchecked_ref())
                .expect("it is back");
        }
    }
}

/// Another page of the same origin, closed when it is dropped.
pub struct Page(HtmlIFrameElement);

impl Page {
    pub fn open() -> Self {
        let document = window().document().expect("a document");
        let frame: HtmlIFrameElement = document.create_element("iframe").expect("a frame").unchecked_into();
        document.body().expect("a body").append_child(&frame).expect("a place on the page");
        Self(frame)
    }

    pub fn window(&self) -> Window {
        self.0.content_window().expect("a window")
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.0.remove();
    }
}

pub fn window() -> Window {
    web_sys::window().expect("a window")
}
